import ConnectorKit

/// Makes what is unique of a call and of a leg of it.
struct AsteriskKeys {
    let source: String
    private let digester = ContentDigester()
    /// Bytes being put together.
    private var text: [UInt8] = []

    init(source: String) { self.source = source }

    mutating func callID(of row: AsteriskRow) -> String {
        let linked = row[.linkedid]
        if !linked.isEmpty { return String(decoding: linked, as: UTF8.self) }
        let unique = row[.uniqueid]
        if !unique.isEmpty { return String(decoding: unique, as: UTF8.self) }
        text.removeAll(keepingCapacity: true)
        text.append(contentsOf: source.utf8)
        append(row, [.start, .channel], separator: "\n")
        return "h:" + digest(64)
    }

    /// The key of the leg. Several legs share a unique id; what else tells them apart (channel names,
    /// numbers dialled) is personal data and goes in as a hash.
    mutating func legID(of row: AsteriskRow, _ record: UnsafeRawBufferPointer) -> String {
        text.removeAll(keepingCapacity: true)
        let unique = row[.uniqueid]
        if unique.isEmpty {
            digester.append(record, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
        if row[.sequence].isEmpty {
            text.append(contentsOf: row[.channel])
            append(row, [.dstchannel, .start, .dst], separator: "\n")
            return String(decoding: unique, as: UTF8.self) + "/" + digest(16)
        }
        text.append(contentsOf: unique)
        append(row, [.linkedid, .sequence], separator: "/")
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func append(
        _ row: AsteriskRow, _ columns: [AsteriskColumn], separator: Unicode.Scalar
    ) {
        for column in columns {
            text.append(UInt8(ascii: separator))
            text.append(contentsOf: row[column])
        }
    }

    private mutating func digest(_ digits: Int) -> String {
        var hash: [UInt8] = []
        text.withUnsafeBytes { digester.append($0, digits: digits, to: &hash) }
        return String(decoding: hash, as: UTF8.self)
    }
}
