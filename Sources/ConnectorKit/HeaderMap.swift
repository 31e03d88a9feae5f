import JourneyModel

/// Where the columns of a file stand.
///
/// Names match without regard to case and to blanks around them.
package struct HeaderMap: Sendable {
    private var columns: [String: Int] = [:]
    /// Columns of the file that the format does not know; they are not read.
    package private(set) var unknown: [String] = []
    /// Fields that each row must have.
    package let width: Int

    /// - Throws: ``FormatMismatch`` for a missing required column and for a known one named twice.
    package init(header: [String], required: [String], known: [String]) throws(FormatMismatch) {
        width = header.count
        let wanted = Set(required).union(known)
        for (place, name) in header.enumerated() {
            let folded = Self.folded(name)
            guard wanted.contains(folded) else {
                unknown.append(name)
                continue
            }
            guard columns.updateValue(place, forKey: folded) == nil else {
                throw FormatMismatch("The header names the column \(folded) twice; keep one.")
            }
        }
        let missing = required.filter { columns[$0] == nil }
        guard missing.isEmpty else {
            throw FormatMismatch(Self.message(missing: missing, header: header))
        }
    }

    package func column(_ name: String) -> Int? { columns[name] }

    /// A header's name as columns are looked up.
    package static func folded(_ name: String) -> String {
        let text = name.hasPrefix("\u{FEFF}") ? name.dropFirst() : name[...]
        let bytes = text.utf8.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
        return String(decoding: Array(bytes), as: UTF8.self).lowercased()
    }

    private static func message(missing: [String], header: [String]) -> String {
        let names = missing.joined(separator: ", ")
        let plural = missing.count == 1 ? "column" : "columns"
        if header.count == 1, let separator = [";", "\t", "|"].first(where: header[0].contains) {
            let name = separator == "\t" ? "tabs" : "\"\(separator)\""
            return "The required \(plural) \(names) cannot be found: the file separates by \(name);"
                + " write it with commas."
        }
        return "The header lacks the required \(plural) \(names)."
    }
}
