import Foundation
import JourneyModel
import Postgres
import Schema
import TestSupport

@testable import Reports

/// One folder of `cases`: records, a question and the answer worked out by hand.
struct ReportCase: Sendable, CustomStringConvertible {
    let report: String
    let name: String

    var description: String { "\(report)/\(name)" }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "cases")

    static let all: [ReportCase] = {
        let files = FileManager.default
        func folders(_ url: URL) -> [String] {
            ((try? files.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
                .filter { !$0.contains(".") }
        }
        return folders(folder).flatMap { report in
            folders(folder.appending(path: report)).map { ReportCase(report: report, name: $0) }
        }
    }()

    private func text(_ file: String) throws -> String {
        try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
    }

    var expected: [[String]] {
        get throws { parsed(try text("\(report)/\(name)/expected.csv")) }
    }

    /// The answer of the program, as the lines of its CSV, with the columns that the case names.
    func answer() throws -> [[String]] {
        let given = try text("\(report)/\(name)/given.sql")
        let setup = try text("setup.sql")
        var lines: [String] = []
        try withTestDatabase { connection, _ in
            try connection.prepareSchema()
            try connection.script(setup)
            try connection.script(given)
            lines = try ask(given, connection)
        }
        let rows = parsed(lines.joined())
        guard let header = rows.first, let wanted = try expected.first else { return rows }
        let places = wanted.map { name in header.firstIndex(of: name) }
        return rows.map { row in places.map { $0.map { row[$0] } ?? "no such column" } }
    }

    private func ask(_ given: String, _ connection: Connection) throws -> [String] {
        let runner = try ReportRunner(connection)
        let words = given.prefix { $0 != "\n" }.dropFirst("-- ask: ".count).split(separator: " ")
        var request = ReportRequest()
        var settings: [String: String] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            settings[parts[0]] = parts.count > 1 ? parts[1] : ""
            if parts.count > 1 { try apply(parts[0], parts[1], to: &request) }
        }
        var lines: [String] = []
        var writer = DelimitedWriter(.csv) { lines.append($0) }
        if let export = settings["export"] {
            try runner.export(export, variant: settings["variant"], request, to: &writer)
        } else {
            let table =
                settings["detail"] != nil
                ? try runner.detail(report, request) : try runner.report(report, request)
            try table.feed(&writer)
        }
        return lines
    }

    private func apply(_ name: String, _ value: String, to request: inout ReportRequest) throws {
        let dates = try DateParser(now: Timestamp(seconds: 0), timeZone: "UTC")
        switch name {
        case "by": request.by = value.split(separator: ",").map(String.init)
        case "zone": request.timeZone = value
        case "since": request.since = try dates.moment(value)
        case "until": request.until = try dates.moment(value)
        case "certainty": request.certainty = .init(rawValue: value) ?? .probable
        case "denominator": request.denominator = .init(rawValue: value) ?? .linkable
        case "model": request.add(try ReportRequest.Model.list(parsing: value))
        case "page_role": request.pageRole = .init(rawValue: value) ?? .trigger
        case "export", "variant": break
        default:
            guard let filter = ReportRequest.Filter(rawValue: name) else {
                preconditionFailure("\(self) asks for \(name)")
            }
            try request.add(value, to: filter)
        }
    }
}

/// Fields of CSV lines; quoted ones hold no line end in these cases.
func parsed(_ csv: String) -> [[String]] {
    csv.split(whereSeparator: \.isNewline).map { line in
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append(field)
                field = ""
            } else {
                field.append(character)
            }
        }
        return fields + [field]
    }
}

extension Connection {
    /// All migrations, in the two schemas the program uses.
    func prepareSchema() throws {
        try script(
            "create schema journey; create schema journey_pii; set search_path = journey")
        for migration in try Schema.migrations() { try script(migration.sql) }
    }
}
