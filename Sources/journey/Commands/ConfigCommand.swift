import ArgumentParser
import Pipeline

/// `journey config`
struct ConfigCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the settings of every command; with --explain, where each comes from.",
        discussion: """
            An option wins over the environment, the environment over the file, the file over the
            default. User and password of the database are never printed.

            Examples:
              journey config --explain
              journey config --explain --config /etc/journey/shop.yaml
            """)

    @Flag(help: "Where each value comes from.")
    var explain = false

    @OptionGroup var result: ResultOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let rows = try GlobalSettings(global).all().map { setting -> [String?] in
            let value = setting.value.isEmpty ? nil : setting.value
            return explain
                ? [setting.name, value, setting.origin.description] : [setting.name, value]
        }
        try result.write(
            Overview.Listing(
                columns: explain ? ["setting", "value", "from"] : ["setting", "value"],
                rows: rows))
    }
}
