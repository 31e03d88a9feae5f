import Foundation

/// What the program says to people and logs: standard error. Results go to standard output.
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

    let format: Format
    let level: Level

    func error(_ text: String) { write(.error, text) }
    func warning(_ text: String) { write(.warning, text) }
    func note(_ text: String) { write(.info, text) }
    func detail(_ text: String) { write(.debug, text) }

    /// A line that is overwritten by the next, where somebody watches.
    ///
    /// - Parameter text: `nil` to clear the line.
    func progress(_ text: String?) {
        guard showsProgress else { return }
        let line = text.map { String($0.prefix(Self.width)) } ?? ""
        put("\r\u{1b}[K\(line)")
    }

    /// Lines of several columns, of which the first says what the line is about.
    func table(_ rows: [[String]]) {
        guard level >= .info else { return }
        if format == .json {
            for row in rows { write(.info, row.joined(separator: " ")) }
        } else {
            for line in AlignedText.lines(rows) { put(line + "\n") }
        }
    }

    /// Whether somebody reads along.
    var isWatched: Bool { isatty(2) == 1 }

    private static let width = 78

    private var showsProgress: Bool {
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
        return format == .text && level >= .info && isWatched && terminal != "dumb"
    }

    private func write(_ level: Level, _ text: String) {
        guard level <= self.level else { return }
        progress(nil)
        switch format {
        case .text:
            let prefix = level == .error || level == .warning ? "\(level.rawValue): " : ""
            put("\(prefix)\(text)\n")
        case .json:
            let object = [
                "time": Date().formatted(.iso8601), "level": level.rawValue, "message": text,
            ]
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let line = try? encoder.encode(object) else { return }
            put(String(decoding: line, as: UTF8.self) + "\n")
        }
    }

    private func put(_ text: String) {
        // Nobody can be told that standard error is closed.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
