/// A column of an Asterisk call record.
enum AsteriskColumn: Int, CaseIterable, Sendable {
    case accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata
    case start, answer, end, duration, billsec, disposition, amaflags
    case uniqueid, userfield, peeraccount, linkedid, sequence

    /// FreePBX only.
    case did, cnum, cnam

    /// The name that the exports give it.
    var name: String { "\(self)" }

    /// The column of a header name or of an entry of `columns=`; `nil` for one that is not read.
    init?(named name: String) {
        let folded = name.lowercased().filter { $0 != " " && $0 != "\u{FEFF}" }
        guard let column = Self.byName[folded] else { return nil }
        self = column
    }

    private static let byName: [String: Self] = {
        var byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
        byName["calldate"] = .start
        return byName
    }()
}
