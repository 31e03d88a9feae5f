import Schema

/// All reports and exports, read from `schema/`: a new file there is a new report here.
package struct Catalogue: Sendable {
    /// By name; parts of a report (`-summary`, `-detail`) belong to it and are not listed.
    package let reports: [ReportFile]
    package let exports: [ReportFile]

    private let files: [String: ReportFile]

    package init() throws {
        var files: [String: ReportFile] = [:]
        for folder in ["reports", "exports"] {
            for name in try Schema.names(in: folder) {
                let file = try ReportFile(path: "\(folder)/\(name)")
                files[file.path] = file
            }
        }
        self.files = files
        let listed = files.values.filter { $0.partOf == nil }.sorted { $0.name < $1.name }
        reports = listed.filter { $0.path.hasPrefix("reports/") }
        exports = listed.filter { $0.path.hasPrefix("exports/") }
    }

    package func report(_ name: String) throws(ReportError) -> ReportFile {
        if let file = reports.first(where: { $0.name == name }) { return file }
        throw .unknownReport(name, known: reports.map(\.name))
    }

    /// - Parameter variant: Such as `events` of `identities`.
    package func export(_ name: String, variant: String? = nil) throws(ReportError) -> ReportFile {
        guard let file = exports.first(where: { $0.name == name }) else {
            throw .unknownExport(name, known: exports.map(\.name))
        }
        guard let variant else { return file }
        guard let other = file.variants[variant].flatMap({ files["exports/\($0)"] }) else {
            throw .badValue(
                option: "--\(variant)", value: name, allowed: ["not possible for this export"])
        }
        return other
    }

    /// What is printed without `--by`.
    package func summary(of report: ReportFile) -> ReportFile? { files["\(report.path)-summary"] }

    package func detail(of report: ReportFile) throws(ReportError) -> ReportFile {
        guard let detail = report.detail,
            let file = files[detail] ?? files["reports/\(detail)"]
        else { throw .noDetail(report.name) }
        return file
    }

    func withoutPersonalData(_ export: ReportFile) -> ReportFile? {
        export.withoutPersonalData.flatMap { files["exports/\($0)"] }
    }

    /// Every file, for checks that none is forgotten.
    package var paths: [String] { files.keys.sorted() }
}
