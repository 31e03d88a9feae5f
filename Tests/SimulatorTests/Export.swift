import Foundation
import Testing

@testable import Simulator

/// What a small company wrote, cut into lines and fields for the tests.
struct Export {
    let world: World
    let files: FileSet

    /// The standard company of the tests, and the same without any hazard.
    static let standard = Result { try Export() }
    static let harmless = Result { try Export(hazards: []) }

    init(
        people: Int = 120, days: Int = 60, seed: UInt64 = 7, start: Configuration.Day = .standard,
        hazards: HazardSet = .all, branchColumns: Int = 18
    ) throws {
        var configuration = Configuration(
            people: people, days: days, seed: seed, start: start, hazards: hazards)
        configuration.branchColumns = branchColumns
        (world, files) = try Company(configuration: configuration).simulate()
    }

    func names(_ prefix: String) -> [String] { files.names.filter { $0.hasPrefix(prefix) } }

    func lines(_ name: String) -> [String] {
        let text = String(decoding: files.bytes(name), as: UTF8.self)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Lines that a reader must accept, each with its number from 1.
    func goodLines(_ name: String) -> [(number: Int, text: String)] {
        let bad = Set(files.malformed.filter { $0.file == name }.map(\.line))
        return lines(name).enumerated().map { (number: $0.offset + 1, text: $0.element) }
            .filter { !bad.contains($0.number) }
    }

    /// Rows of a file with header, by column.
    func table(_ name: String) -> [[String: String]] {
        var rows = goodLines(name).map { Self.fields($0.text) }
        guard !rows.isEmpty else { return [] }
        let header = rows.removeFirst()
        return rows.map { row in
            Dictionary(zip(header, row)) { first, _ in first }
        }
    }

    /// Fields of a line of comma-separated values, quotes removed.
    static func fields(_ line: String) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var previous: UInt8 = 0
        for byte in line.utf8 {
            if byte == UInt8(ascii: "\"") {
                if !quoted, previous == byte { field.append(byte) }
                quoted.toggle()
            } else if byte == UInt8(ascii: ","), !quoted {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            } else {
                field.append(byte)
            }
            previous = byte
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }

    static func object(_ line: String) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            "not a JSON object: \(line.prefix(80))")
    }

    func chats() throws -> [[String: Any]] {
        var chats: [[String: Any]] = []
        for name in names("chat/") {
            if name.hasSuffix(".ndjson") {
                chats += try goodLines(name).map { try Self.object($0.text) }
            } else {
                let whole = try JSONSerialization.jsonObject(with: Data(files.bytes(name)))
                let page = whole as? [String: Any]
                chats += try #require((page?["chats"] ?? whole) as? [[String: Any]])
            }
        }
        return chats
    }

    /// People by value, for identifiers of a kind that are as given.
    func people(
        _ kind: String, shared: String, corrupted: String = "0"
    ) -> [String: Set<String>] {
        var owners: [String: String] = [:]
        for row in table("truth/records.csv") {
            owners["\(row["source"] ?? ""):\(row["record_id"] ?? "")"] = row["true_person"]
        }
        var people: [String: Set<String>] = [:]
        for row in table("truth/identifiers.csv")
        where row["kind"] == kind && row["shared"] == shared && row["corrupted"] == corrupted {
            let record = "\(row["source"] ?? ""):\(row["record_id"] ?? "")"
            people[row["value"] ?? "", default: []].insert(owners[record] ?? "")
        }
        return people
    }
}
