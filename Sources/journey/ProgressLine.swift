import Foundation
import Pipeline

/// How far a load is, as one line for those who watch it.
struct ProgressLine {
    private static let cells = 10

    /// The input being read, and its place among the inputs.
    var path: String
    var number = 1
    var inputs = 1
    var bytesDone: Int64
    /// `nil` where it is not known.
    var bytesTotal: Int64?
    /// What this run has read of that.
    var bytesRead: Int64
    var records: Int64
    /// Seconds since the load began.
    var elapsed: Double

    var text: String {
        var parts: [String] = []
        if let bytesTotal, bytesTotal > 0 {
            let share = min(1, Double(bytesDone) / Double(bytesTotal))
            let filled = Int(share * Double(Self.cells))
            parts.append(
                "[" + String(repeating: "#", count: filled)
                    + String(repeating: ".", count: Self.cells - filled) + "]"
                    + " \(Int(share * 100)) % of \(Self.size(Double(bytesTotal)))")
        } else {
            parts.append(Self.size(Double(bytesDone)))
        }
        let rate = elapsed > 0 ? Double(bytesRead) / elapsed : 0
        if rate > 0 { parts.append("\(Self.size(rate))/s") }
        parts.append("\(GroupedNumber.text(records)) records")
        if rate > 0, let bytesTotal {
            parts.append("\(Self.time(Double(max(0, bytesTotal - bytesDone)) / rate)) left")
        }
        if inputs > 1 { parts.append("file \(number) of \(inputs)") }
        parts.append(path.split(separator: "/").last.map(String.init) ?? path)
        return parts.joined(separator: "  ")
    }

    /// Three digits at most: `812 kB`, `3.4 GB`.
    private static func size(_ bytes: Double) -> String {
        var value = bytes
        var unit = 0
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        while value >= 999.5, unit < units.count - 1 {
            value /= 1_000
            unit += 1
        }
        let decimals = unit > 0 && value < 9.95 ? 1 : 0
        return value.formatted(
            .number.precision(.fractionLength(decimals)).grouping(.never)
                .locale(Locale(identifier: "en_US_POSIX"))) + " " + units[unit]
    }

    /// `12 s`, `4:05`, `1:02:03`.
    private static func time(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 359_999).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3_600, whole / 60 % 60)
        return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":\(two(whole % 60))"
    }
}

extension ProgressLine {
    init(_ progress: Ingest.Progress, elapsed: Double) {
        self.init(
            path: progress.path, number: progress.number, inputs: progress.inputs,
            bytesDone: progress.bytesDone, bytesTotal: progress.bytesTotal,
            bytesRead: progress.bytesRead, records: progress.records, elapsed: elapsed)
    }
}
