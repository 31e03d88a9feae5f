import ArgumentParser
import JourneyStore
import Pipeline

/// `journey init`
struct InitCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Create or upgrade the schema; safe to repeat.",
        discussion: """
            Without a named database a private PostgreSQL is made in the data folder. The first init
            of a schema makes the key under which identifiers are hashed: back it up.

            Examples:
              journey init --time-zone Europe/Berlin --region DE
              DATABASE_URL=postgresql://journey@db.example/crm journey init
            """)

    @Option(help: ArgumentHelp("Zone of the site, such as Europe/Berlin.", valueName: "iana"))
    var timeZone: String?

    @Option(
        help: ArgumentHelp("Country of national telephone numbers, such as DE.", valueName: "cc"))
    var region: String?

    @OptionGroup var patience: PatienceOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let site = try global.configuration()?.content
        let timeZone = try timeZone.map(ZoneText.known) ?? site?.timeZone
        try PhoneRegion.check(region, isOption: true)
        let region = region ?? site?.region
        try global.writing("init", patience: patience, access: .initialise) { workspace in
            let outcome = try Installer(workspace)
                .run(site: InstallationStore.Site(timeZone: timeZone, region: region))
            let steps = outcome.migrations.count
            console.note(
                steps == 0 ? "The schema is up to date." : "The schema is ready: \(steps) steps.")
            if let path = outcome.newKeyPath {
                console.warning(
                    "the hashing key was made: \(path). Back it up; without it no new data fits"
                        + " the old.")
            }
            if outcome.site.timeZone == nil {
                console.warning(
                    "no time zone is set, so days and hours are UTC; set it with `journey init"
                        + " --time-zone Europe/Berlin`")
            }
            console.note("Next: journey ingest CONNECTOR FILE (journey connectors lists them).")
        }
    }
}
