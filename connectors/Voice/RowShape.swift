import ConnectorKit

/// What the values of a row look like.
enum RowShape {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Times, lengths and disposition stand where `cdr_csv` puts them.
    static func isBase(_ row: CSVRow) -> Bool {
        row.count >= 16 && isDisposition(row.bytes(14)) && isLength(row.bytes(12))
            && isLength(row.bytes(13))
    }

    /// The same for the order of `cdr_custom`, with its unique id.
    static func isCustom(_ row: CSVRow) -> Bool {
        row.count >= 17 && isTime(row.bytes(8)) && isLength(row.bytes(11))
            && isLength(row.bytes(12)) && isDisposition(row.bytes(13))
            && isUniqueID(row.bytes(16)) && (row.count < 19 || isInteger(row.bytes(18)))
    }

    /// How many of times, lengths and disposition stand where an order of columns has them.
    static func marks(_ row: CSVRow, of layout: AsteriskLayout) -> Int {
        let row = AsteriskRow(fields: row, layout: layout)
        let times = [AsteriskColumn.start, .answer, .end].map { row[$0] }
        let lengths = [AsteriskColumn.duration, .billsec].map { row[$0] }
        return times.count { $0.isEmpty || isTime($0) } + lengths.count { isLength($0) }
            + (isDisposition(row[.disposition]) ? 1 : 0)
    }

    /// `1700000000.42`, with or without the name of the system before it.
    static func isUniqueID(_ text: Bytes) -> Bool { epoch(ofUniqueID: text) != nil }

    /// The seconds since 1970 at which the channel of a unique id was made.
    static func epoch(ofUniqueID text: Bytes) -> Int64? {
        let start = (text.lastIndex(of: UInt8(ascii: "-")) ?? -1) + 1
        var seconds: Int64 = 0
        var at = start
        while at < text.count, at < start + 11, ByteText.isDigit(text[at]) {
            seconds = seconds &* 10 &+ Int64(text[at] &- 0x30)
            at += 1
        }
        guard (9...10).contains(at - start), at < text.count, text[at] == UInt8(ascii: "."),
            isInteger(Bytes(rebasing: text[(at + 1)...]))
        else { return nil }
        return seconds
    }

    static func isInteger(_ text: Bytes) -> Bool {
        !text.isEmpty && text.allSatisfy { ByteText.isDigit($0) }
    }

    /// `YYYY-MM-DD HH:MM:SS` and whatever follows.
    static func isTime(_ text: Bytes) -> Bool {
        guard text.count >= 19 else { return false }
        for place in 0..<19 {
            let byte = text[place]
            let fits =
                switch place {
                case 4, 7: byte == UInt8(ascii: "-")
                case 10: byte == UInt8(ascii: " ") || byte == UInt8(ascii: "T")
                case 13, 16: byte == UInt8(ascii: ":")
                default: ByteText.isDigit(byte)
                }
            guard fits else { return false }
        }
        return true
    }

    static func isDisposition(_ text: Bytes) -> Bool { AsteriskDisposition(text) != nil }

    private static func isLength(_ text: Bytes) -> Bool {
        text.allSatisfy { ByteText.isDigit($0) || $0 == UInt8(ascii: ".") }
    }
}
