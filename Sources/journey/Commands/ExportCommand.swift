import ArgumentParser
import Pipeline
import Reports

/// `journey export`
struct ExportCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write rows in bulk; without a name, list what there is.",
        discussion: """
            Rows come in the order of their times, then record names, so equal data give equal
            files. CSV unless --format or the name of --output says otherwise.

            Examples:
              journey export identities --output identities.csv
              journey export identities --events --format ndjson
              journey export contacts --since 2026-01-01 > contacts.csv
              journey export --canonical | sha256sum
            """)

    @Argument(help: "The export.")
    var name: String?

    @Flag(help: "One row a web event instead of a session (identities).")
    var events = false

    @Flag(help: "All that is known, as sorted NDJSON: equal where two installations know the same.")
    var canonical = false

    @OptionGroup(title: "Selection") var selection: RequestOptions
    @OptionGroup(title: "Result") var result: ResultOptions
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        if canonical { return try writeCanonical() }
        let catalogue = try Catalogue()
        guard let name else {
            let rows = catalogue.exports.map { [$0.name, $0.grain] as [String?] }
            return try result.write(
                Overview.Listing(columns: ["export", "grain"], rows: rows))
        }
        let variant = events ? "events" : nil
        let export = try catalogue.export(name, variant: variant)
        try global.reading { workspace in
            let request = try selection.request(
                now: Clock.now, siteZone: try workspace.site().timeZone)
            let writing = ExportWriting(
                runner: try workspace.reports(), name: name, variant: variant,
                title: export.title, request: request)
            try writing.write(result.format(standard: .csv), to: result.destination)
        }
    }

    /// Nothing selects among the lines, since only all of them together can be compared.
    private func writeCanonical() throws {
        let request = try selection.request(now: Clock.now, siteZone: nil)
        guard name == nil, !events, request.selectsAll else {
            throw ValidationError("--canonical writes everything and takes no name and no filter")
        }
        guard result.format == nil || result.format == .ndjson else {
            throw ValidationError("--canonical is NDJSON")
        }
        try global.reading { workspace in
            let export = CanonicalExport(workspace.connection, schema: workspace.schema.main)
            try result.destination.stream { put in
                try export.forEachLine { line in
                    try put(String(decoding: line, as: UTF8.self) + "\n")
                }
            }
        }
    }
}
