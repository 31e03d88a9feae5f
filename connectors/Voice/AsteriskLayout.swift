import ConnectorKit

/// Where the columns of a row stand.
///
/// Asterisk writes no header, and four settings decide which of the last columns exist, so the
/// layout of a row is read from its count and shape.
struct AsteriskLayout: Sendable, Hashable {
    /// Positions by column; -1 where the layout lacks it.
    private let positions: SIMD32<Int8>
    let count: Int

    init(_ columns: [AsteriskColumn?]) {
        var positions = SIMD32<Int8>(repeating: -1)
        for (index, column) in columns.prefix(Int(Int8.max)).enumerated() {
            guard let column else { continue }
            positions[column.rawValue] = Int8(index)
        }
        self.positions = positions
        count = columns.count
    }

    func position(of column: AsteriskColumn) -> Int? {
        let position = Int(positions[column.rawValue])
        return position < 0 ? nil : position
    }

    /// Whether a disposition stands where this layout has it, so that the row is one of data.
    func fits(_ row: CSVRow) -> Bool {
        position(of: .disposition).map { RowShape.isDisposition(row.bytes($0)) } ?? false
    }

    /// The layout of a header row, or `nil` for a row of data.
    static func header(_ names: [String]) -> Self? {
        let columns = names.map { AsteriskColumn(named: $0) }
        for needed in [AsteriskColumn.src, .dst, .start, .disposition]
        where !columns.contains(needed) {
            return nil
        }
        return Self(columns)
    }

    static func header(_ row: CSVRow) -> Self? {
        let mayBeHeader = (0..<row.count).contains { place in
            let value = row.bytes(place)
            return headerLengths.contains(value.count) && ByteText.contains(value, "disposition")
        }
        return mayBeHeader ? header((0..<row.count).map { row.text($0) }) : nil
    }

    /// Bytes of the name `disposition`, with a few blanks around it.
    private static let headerLengths = 11...16

    /// The layout that count and shape determine; `nil` when they determine none.
    static func determined(by row: CSVRow) -> Self? {
        switch row.count {
        case 16...21 where RowShape.isBase(row): classic(row)
        case 17...19 where RowShape.isCustom(row): customs[row.count - 17]
        default: nil
        }
    }

    /// The order of the columns that the times and the other values of a row speak for, although not
    /// all of them are what they should be; `nil` where fewer than four of six are.
    static func likely(of row: CSVRow) -> Self? {
        let orders = [plain, customs[0]].map { ($0, RowShape.marks(row, of: $0)) }
        guard (16...21).contains(row.count), let best = orders.max(by: { $0.1 < $1.1 }),
            best.1 >= 4
        else { return nil }
        return best.0
    }

    /// The first sixteen columns of `cdr_csv` and what `loguniqueid`, `loguserfield` and
    /// `newcdrcolumns` add.
    private static func classic(_ row: CSVRow) -> Self? {
        func isID(_ place: Int) -> Bool { RowShape.isUniqueID(row.bytes(place)) }
        func mayBeID(_ place: Int) -> Bool { row.bytes(place).isEmpty || isID(place) }
        func isInteger(_ place: Int) -> Bool { RowShape.isInteger(row.bytes(place)) }
        switch row.count {
        case 16: return plain
        case 17: return isID(16) ? withID : withField
        case 18: return withBoth
        case 19: return isInteger(18) && mayBeID(17) ? withNew : withPeer
        case 20:
            if isInteger(19), mayBeID(18) { return isID(16) ? withIDAndNew : withFieldAndNew }
            return mayBeID(19) ? withLinked : nil
        case 21: return isID(17) && isID(18) && !isID(16) ? table : withAll
        default: return nil
        }
    }

    private static let base: [AsteriskColumn?] = [
        .accountcode, .src, .dst, .dcontext, .clid, .channel, .dstchannel, .lastapp, .lastdata,
        .start, .answer, .end, .duration, .billsec, .disposition, .amaflags,
    ]
    private static let added: [AsteriskColumn?] = [.peeraccount, .linkedid, .sequence]

    private static let plain = Self(base)
    private static let withID = Self(base + [.uniqueid])
    private static let withField = Self(base + [.userfield])
    private static let withBoth = Self(base + [.uniqueid, .userfield])
    private static let withPeer = Self(base + [.uniqueid, .userfield, .peeraccount])
    private static let withLinked = Self(base + [.uniqueid, .userfield, .peeraccount, .linkedid])
    private static let withNew = Self(base + added)
    private static let withIDAndNew = Self(base + [.uniqueid] + added)
    private static let withFieldAndNew = Self(base + [.userfield] + added)
    private static let withAll = Self(base + [.uniqueid, .userfield] + added)
    /// The order of the SQL table.
    private static let table = Self(
        base + [.userfield, .uniqueid, .linkedid, .peeraccount, .sequence])

    /// The order of the sample configuration of `cdr_custom`, without its last two columns,
    /// without the last, and whole.
    private static let customs: [Self] = {
        let columns: [AsteriskColumn?] = [
            .clid, .src, .dst, .dcontext, .channel, .dstchannel, .lastapp, .lastdata,
            .start, .answer, .end, .duration, .billsec, .disposition, .amaflags,
            .accountcode, .uniqueid, .userfield, .sequence,
        ]
        return (17...19).map { Self(Array(columns.prefix($0))) }
    }()
}
