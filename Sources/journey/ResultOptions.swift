import ArgumentParser
import Foundation
import Pipeline
import Reports

/// In which form a result is written, and where.
struct ResultOptions: ParsableArguments {
    @Option(help: "table, csv, tsv, json, ndjson, markdown or html; else by the name of --output.")
    var format: ReportFormat?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("A file; - is standard output.", valueName: "file"))
    var output: String?

    var destination: ResultOutput { ResultOutput(path: output) }

    /// - Parameter standard: Without `--format` and without a telling file name.
    func format(standard: ReportFormat = .table) -> ReportFormat {
        format ?? output.flatMap { ReportFormat(fileName: $0) } ?? standard
    }

    /// Whether somebody is going to read it, and not a program.
    var isForPeople: Bool { format() == .table }

    /// Writes a report; what limits its figures goes to standard error where the format has no
    /// place for it, and beside a file.
    func write(_ table: ReportTable, console: Console) throws {
        let format = format()
        try destination.write(try table.rendered(as: format, terminal: terminal))
        guard !format.holdsHead else { return }
        for line in table.head.lines + table.notes { console.note(line) }
        if let output, output != "-" {
            try ResultOutput(path: "\(output).meta.json").write(table.metaJSON)
        }
    }

    /// Writes tables that belong together. Those for which the format has no room go to standard error,
    /// as do head and notes.
    func write(_ sheet: ReportSheet, console: Console) throws {
        let format = format()
        try destination.write(try sheet.rendered(as: format, terminal: terminal))
        guard !format.holdsHead, let first = sheet.parts.first?.table else { return }
        for line in first.head.lines + first.notes { console.note(line) }
        for table in sheet.others(than: format) {
            let text = table.textWithoutCompleteness(terminal: Terminal())
            for line in text.split(separator: "\n") {
                console.note(String(line))
            }
        }
    }

    /// Writes what somebody may act on, and says how; without rows, why there are none.
    func write(
        _ listing: Overview.Listing, on console: Console, next: String, none: String
    ) throws {
        try write(listing)
        console.note(listing.rows.isEmpty ? none : next)
    }

    /// Writes rows that are no report: without head and notes.
    func write(_ listing: Overview.Listing) throws {
        guard !isForPeople else {
            let rows = listing.rows.map { $0.map { $0 ?? "" } }
            let titles = listing.columns.map { $0.replacing("_", with: " ") }
            let lines = AlignedText.lines([titles] + rows)
            return try destination.write(lines.joined(separator: "\n") + "\n")
        }
        let table = ReportTable(
            name: "", title: "", columns: listing.columns.map { Column($0, .text) },
            rows: listing.rows.map { row in row.map { $0.map(Cell.text) ?? .none } })
        try destination.write(try table.rendered(as: format()))
    }

    private var terminal: Terminal { output == nil ? .ofOutput : Terminal() }
}

extension ReportFormat: ExpressibleByArgument {}
