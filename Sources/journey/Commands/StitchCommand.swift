import ArgumentParser
import Pipeline

/// `journey stitch`
struct StitchCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "stitch",
        abstract: "Find sessions, persons and journeys.",
        discussion: """
            Only what new records touch is worked on; --rebuild does everything anew and comes to
            the same result.

            Examples:
              journey stitch
              journey stitch --rebuild
            """)

    @Flag(help: "Throw away what is derived and make it anew.")
    var rebuild = false

    @OptionGroup var patience: PatienceOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        try global.writing("stitch", patience: patience) { workspace in
            let report = try StitchRun(workspace, rules: try workspace.rules()).run(
                rebuild: rebuild, wait: try patience.waiting()
            ) { console.progress("stitching: \($0)") }
            console.progress(nil)
            StitchSummary(report).print(to: console)
        }
    }
}
