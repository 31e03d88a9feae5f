import ConnectorKit
import JourneyModel

/// The company's common topics for the words of its sources, from a CSV file with the columns
/// `source`, `word` and `topic`.
package struct TopicMap: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package var source: String
        package var word: String
        package var topic: String
    }

    /// Why a file is no topic map.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        /// From 1.
        package let line: Int
        package let message: String

        package var description: String { "line \(line): \(message)" }
    }

    package private(set) var entries: [Entry] = []

    /// - Throws: ``Problem`` for the first line that cannot be used.
    package init(parsing text: String) throws {
        var places: [String: Int]?
        var seen: Set<[String]> = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
            let fields = try Self.fields(of: String(line), line: index + 1)
            guard let known = places else {
                places = try Self.header(fields, line: index + 1)
                continue
            }
            func field(_ name: String) -> String {
                known[name].flatMap { $0 < fields.count ? fields[$0] : nil } ?? ""
            }
            let entry = Entry(source: field("source"), word: field("word"), topic: field("topic"))
            guard !entry.source.isEmpty, !entry.word.isEmpty, !entry.topic.isEmpty else {
                throw Problem(line: index + 1, message: "source, word and topic must be given")
            }
            guard seen.insert([entry.source, entry.word]).inserted else {
                throw Problem(
                    line: index + 1, message: "\(entry.word) of \(entry.source) is mapped twice")
            }
            entries.append(entry)
        }
        if places == nil { throw Problem(line: 1, message: "the file is empty") }
    }

    private static func header(_ fields: [String], line: Int) throws -> [String: Int] {
        var places: [String: Int] = [:]
        for (place, name) in fields.enumerated() { places[name.lowercased()] = place }
        for needed in ["source", "word", "topic"] where places[needed] == nil {
            throw Problem(line: line, message: "the header lacks the column \(needed)")
        }
        return places
    }

    private static func fields(of line: String, line number: Int) throws -> [String] {
        var row = CSVRow()
        var bytes = Array(line.utf8)
        return try bytes.withUnsafeMutableBytes { buffer in
            do {
                try row.split(UnsafeRawBufferPointer(buffer))
            } catch let rejection as Rejection {
                throw Problem(line: number, message: rejection.message)
            }
            return (0..<row.count).map { place in
                let text = row.text(place)
                return text.trimmingPrefix(while: \.isWhitespace).description
            }
        }
    }
}
