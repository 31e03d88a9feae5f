/// Where the columns of a row stand.
///
/// Asterisk writes no header, and four settings decide which of the last columns exist, so the
/// layout of a row is read from its count and shape.
struct AsteriskLayout: Sendable, Hashable {
    /// Positions by column; -1 where the layout lacks it.
    private let positions: [Int8]
    let count: Int

    init(_ columns: [AsteriskColumn?]) {
        var positions = [Int8](repeating: -1, count: AsteriskColumn.allCases.count)
        for (index, column) in columns.prefix(Int(Int8.max)).enumerated() {
            guard let column else { continue }
            positions[column.index] = Int8(index)
        }
        self.positions = positions
        count = columns.count
    }

    func position(of column: AsteriskColumn) -> Int? {
        let position = Int(positions[column.index])
        return position < 0 ? nil : position
    }

    /// The layout of a header row, or `nil` for a row of data.
    static func header(_ fields: [String]) -> Self? {
        // Asked of every row: no value is folded unless one may be this name.
        let mayBeHeader = fields.contains {
            headerLengths.contains($0.utf8.count) && AsteriskColumn(named: $0) == .disposition
        }
        guard mayBeHeader else { return nil }
        let columns = fields.map { AsteriskColumn(named: $0) }
        for needed in [AsteriskColumn.src, .dst, .start]
        where !columns.contains(needed) {
            return nil
        }
        return Self(columns)
    }

    /// Bytes of the name `disposition`, with a few blanks around it.
    private static let headerLengths = 11...16

    /// The layout that count and shape determine; `nil` when they determine none.
    static func determined(by fields: [String]) -> Self? {
        switch fields.count {
        case 16...21 where RowShape.isBase(fields): classic(fields)
        case 17...19 where RowShape.isCustom(fields): Self(Array(custom.prefix(fields.count)))
        default: nil
        }
    }

    /// The first sixteen columns of `cdr_csv` and what `loguniqueid`, `loguserfield` and
    /// `newcdrcolumns` add.
    private static func classic(_ fields: [String]) -> Self? {
        let isID = fields.map { RowShape.isUniqueID($0) }
        switch fields.count {
        case 16: return Self(base)
        case 17: return Self(base + [isID[16] ? .uniqueid : .userfield])
        case 18: return Self(base + [.uniqueid, .userfield])
        case 19:
            let isNew = RowShape.isInteger(fields[18]) && (isID[17] || fields[17].isEmpty)
            return Self(base + (isNew ? added : [.uniqueid, .userfield, .peeraccount]))
        case 20:
            if RowShape.isInteger(fields[19]), isID[18] || fields[18].isEmpty {
                return Self(base + [isID[16] ? .uniqueid : .userfield] + added)
            }
            guard isID[19] || fields[19].isEmpty else { return nil }
            return Self(base + [.uniqueid, .userfield, .peeraccount, .linkedid])
        case 21:
            if isID[17], isID[18], !isID[16] {
                return Self(base + [.userfield, .uniqueid, .linkedid, .peeraccount, .sequence])
            }
            return Self(base + [.uniqueid, .userfield] + added)
        default: return nil
        }
    }

    private static let base: [AsteriskColumn?] = [
        .accountcode, .src, .dst, .dcontext, .clid, .channel, .dstchannel, .lastapp, .lastdata,
        .start, .answer, .end, .duration, .billsec, .disposition, .amaflags,
    ]
    private static let added: [AsteriskColumn?] = [.peeraccount, .linkedid, .sequence]

    /// The order of the sample configuration of `cdr_custom`.
    private static let custom: [AsteriskColumn?] = [
        .clid, .src, .dst, .dcontext, .channel, .dstchannel, .lastapp, .lastdata,
        .start, .answer, .end, .duration, .billsec, .disposition, .amaflags,
        .accountcode, .uniqueid, .userfield, .sequence,
    ]
}

extension AsteriskColumn {
    /// Its place among all columns.
    fileprivate var index: Int { Self.places[self] ?? 0 }

    private static let places = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// What the values of a row look like.
enum RowShape {
    /// Times, lengths and disposition stand where `cdr_csv` puts them.
    static func isBase(_ fields: [String]) -> Bool {
        fields.count >= 16 && isDisposition(fields[14]) && isLength(fields[12])
            && isLength(fields[13])
    }

    /// The same for the order of `cdr_custom`, with its unique id.
    static func isCustom(_ fields: [String]) -> Bool {
        fields.count >= 17 && isTime(fields[8]) && isLength(fields[11]) && isLength(fields[12])
            && isDisposition(fields[13]) && isUniqueID(fields[16])
            && (fields.count < 19 || isInteger(fields[18]))
    }

    /// `1700000000.42`, with or without the name of the system before it.
    static func isUniqueID(_ text: String) -> Bool { epoch(ofUniqueID: text) != nil }

    /// The seconds since 1970 at which the channel of a unique id was made.
    static func epoch(ofUniqueID text: String) -> Int64? {
        let tail = text.lastIndex(of: "-").map { text[text.index(after: $0)...] } ?? text[...]
        let parts = tail.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, (9...10).contains(parts[0].utf8.count),
            isDigits(parts[0]), isDigits(parts[1])
        else { return nil }
        return Int64(parts[0])
    }

    static func isInteger(_ text: String) -> Bool { isDigits(text[...]) }

    /// `YYYY-MM-DD HH:MM:SS` and whatever follows.
    static func isTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(19))
        guard bytes.count == 19 else { return false }
        return bytes.enumerated().allSatisfy { index, byte in
            switch index {
            case 4, 7: byte == UInt8(ascii: "-")
            case 10: byte == UInt8(ascii: " ") || byte == UInt8(ascii: "T")
            case 13, 16: byte == UInt8(ascii: ":")
            default: (0x30...0x39).contains(byte)
            }
        }
    }

    static func isDisposition(_ text: String) -> Bool { AsteriskDisposition(text) != nil }

    private static func isLength(_ text: String) -> Bool {
        text.isEmpty || text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e }
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
