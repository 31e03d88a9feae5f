/// Columns padded to one width: the first to the left, columns of numbers to the right.
enum AlignedText {
    static func lines(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        let numeric = (0..<count).map { column in
            rows.dropFirst().allSatisfy { column >= $0.count || isNumber($0[column]) }
        }
        return rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - text.count)
                if column > 0 { line += "  " }
                line += numeric[column] && column > 0 ? padding + text : text + padding
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        text.isEmpty || text.allSatisfy { $0.isNumber || ",.%-–".contains($0) }
    }
}
