import Foundation
import Pipeline
import Reports

/// What the program says to people and logs: standard error. Results go to standard output.
///
/// As JSON every line is an object with `time` (UTC), `level`, `event`, `message` and the values of
/// the event. Neither form may hold a personal value or a secret.
struct Console: Sendable {
    enum Format: String, Sendable, CaseIterable { case text, json }

    enum Level: String, Sendable, CaseIterable, Comparable {
        case error, warning, info, debug

        static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .info: 2
            case .debug: 3
            }
        }
    }

    typealias Fields = [String: RunEvent.Value]

    let format: Format
    let level: Level

    func error(_ text: String, event: String = "error", _ fields: Fields = [:]) {
        write(.error, event, text, fields)
    }

    func warning(_ text: String, event: String = "warning", _ fields: Fields = [:]) {
        write(.warning, event, text, fields)
    }

    func note(_ text: String, event: String = "note", _ fields: Fields = [:]) {
        write(.info, event, text, fields)
    }

    func detail(_ text: String, event: String = "detail", _ fields: Fields = [:]) {
        write(.debug, event, text, fields)
    }

    func log(_ event: RunEvent) {
        let level: Level =
            switch event.level {
            case .error: .error
            case .warning: .warning
            case .info: .info
            case .debug: .debug
            }
        write(level, event.name, event.message, event.fields)
    }

    /// A line that is overwritten by the next, where somebody watches.
    ///
    /// - Parameter text: `nil` to clear the line.
    func progress(_ text: String?) {
        guard showsProgress else { return }
        let line = text.map { String($0.prefix(Self.width)) } ?? ""
        put("\r\u{1b}[K\(line)")
    }

    /// Lines of several columns, of which the first says what the line is about.
    ///
    /// - Parameters:
    ///   - event: What a line is called in a JSON log.
    ///   - isTitled: The first line names the columns.
    func table(_ rows: [[String]], event: String = "table", isTitled: Bool = true) {
        guard level >= .info else { return }
        guard format == .json else {
            for line in AlignedText.lines(rows) { put(line + "\n") }
            return
        }
        for row in isTitled ? rows.dropFirst() : rows[...] {
            let words = row.map { $0.trimmingCharacters(in: .whitespaces) }
            let fields = isTitled ? Self.fields(rows[0], words) : [:]
            write(.info, event, words.joined(separator: " "), fields)
        }
    }

    /// Whether somebody reads along.
    var isWatched: Bool { isatty(2) == 1 }

    private static let width = 78

    /// The cells of a line under the names of their columns; grouped numbers are numbers again.
    private static func fields(_ titles: [String], _ cells: [String]) -> Fields {
        var fields: Fields = [:]
        for (place, (title, cell)) in zip(titles, cells).enumerated() {
            let name = title.isEmpty ? (place == 0 ? "name" : "column_\(place)") : title
            let number = Int64(cell.filter { $0 != "," })
            fields[name.replacing(" ", with: "_")] = number.map { .int($0) } ?? .text(cell)
        }
        return fields
    }

    private var showsProgress: Bool {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
        return format == .text && level >= .info && isWatched && terminal != "dumb"
    }

    private func write(_ level: Level, _ event: String, _ text: String, _ fields: Fields) {
        guard level <= self.level else { return }
        progress(nil)
        switch format {
        case .text:
            let prefix = level == .error || level == .warning ? "\(level.rawValue): " : ""
            put("\(prefix)\(text)\n")
        case .json:
            put(Self.line(level, event, text, fields, at: DateParser.text(Clock.now)) + "\n")
        }
    }

    /// One object, its own keys before those of the event.
    static func line(
        _ level: Level, _ event: String, _ message: String, _ fields: Fields, at time: String
    ) -> String {
        var object = fields
        object["time"] = .text(time)
        object["level"] = .text(level.rawValue)
        object["event"] = .text(event)
        object["message"] = .text(message)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(object), as: UTF8.self)
        } catch {
            preconditionFailure("an event is made of plain values")
        }
    }

    private func put(_ text: String) {
        // Nobody can be told that standard error is closed.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
