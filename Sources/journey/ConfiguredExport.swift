import ArgumentParser
import JourneyModel
import JourneyStore
import Pipeline
import Reports

/// An export of a configuration, checked before anything is loaded.
struct ConfiguredExport {
    private static let filters = [
        "since", "until", "time_zone", "window", "lookback", "model", "certainty", "denominator",
        "page_role", "channel", "source", "brand", "page", "queue", "topic", "agent",
        "initiated_by", "device", "campaign", "language", "outcome",
    ]

    let export: RunConfiguration.Export
    private let statement: ReportFile
    private let format: ReportFormat
    private let path: String

    private var variant: String? { export.hasEvents ? "events" : nil }

    /// - Throws: ``Failure`` (78) with the place in the file where that is known.
    init(_ export: RunConfiguration.Export, _ file: ConfigurationFile) throws {
        self.export = export
        path = file.path
        let variant = export.hasEvents ? "events" : nil
        do {
            statement = try Catalogue().export(export.name, variant: variant)
        } catch let error as ReportError {
            throw Failure(exitCode: 78, message: "\(file.path): \(error.description)")
        }
        if let name = export.format {
            guard let format = ReportFormat(rawValue: name) else {
                let known = ReportFormat.allCases.map(\.rawValue)
                throw Failure(
                    exitCode: 78,
                    message: "\(file.path): there is no format `\(name)`; "
                        + Spelling.help(for: name, among: known))
            }
            self.format = format
        } else {
            format = ReportFormat(fileName: export.output.text) ?? .csv
        }
        for filter in export.filters where !Self.filters.contains(filter.name) {
            throw mistake(
                filter,
                "there is no filter `\(filter.name)`; "
                    + Spelling.help(for: filter.name, among: Self.filters))
        }
        let sample = RunInterval(
            since: Timestamp(seconds: 0), until: Timestamp(seconds: 86_400), zone: .gmt)
        _ = try request(sample, now: Timestamp(seconds: 0), siteZone: nil)
    }

    /// The file appears only when it is whole.
    func write(
        _ workspace: Workspace, _ interval: RunInterval, to path: String, now: Timestamp
    ) throws {
        let writing = ExportWriting(
            runner: try workspace.reports(), name: export.name, variant: variant,
            title: statement.title,
            request: try request(
                interval, now: now, siteZone: try workspace.site().timeZone))
        try writing.write(format, to: ResultOutput(path: path))
    }

    private func request(
        _ interval: RunInterval, now: Timestamp, siteZone: String?
    ) throws -> ReportRequest {
        var arguments: [String] = []
        for filter in export.filters {
            let more = filter.values.map { value in
                "--\(filter.name.replacing("_", with: "-"))=\(value.single(for: interval))"
            }
            arguments += more
            // One after the other, so that a mistake has a place.
            do {
                let request = try RequestOptions.parse(more).request(now: now, siteZone: siteZone)
                try statement.check(request)
            } catch let error as ReportError {
                throw mistake(filter, error.description)
            } catch {
                throw mistake(filter, RequestOptions.message(for: error))
            }
        }
        return try RequestOptions.parse(arguments).request(now: now, siteZone: siteZone)
    }

    private func mistake(
        _ filter: RunConfiguration.Export.Filter, _ message: String
    ) -> Failure {
        Failure(
            exitCode: 78,
            message: "\(path), line \(filter.line), column \(filter.column): \(message)")
    }
}
