/// A column of an Asterisk call record, by the name the exports give it.
enum AsteriskColumn: String, CaseIterable, Sendable {
    case accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata
    case start, answer, end, duration, billsec, disposition, amaflags
    case uniqueid, userfield, peeraccount, linkedid, sequence

    /// FreePBX only.
    case did, cnum, cnam

    /// The column of a header name or of an entry of `columns=`; `nil` for one that is not read.
    init?(named name: String) {
        let folded = name.lowercased().filter { $0 != " " && $0 != "\u{FEFF}" }
        if folded == "calldate" {
            self = .start
        } else if let column = Self(rawValue: folded) {
            self = column
        } else {
            return nil
        }
    }
}
