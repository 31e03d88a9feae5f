import CJSON
import JourneyModel

/// Splits rows in which every delimiter ends a value: no quotes, no escapes.
///
/// Values point into the row, so they live as long as it does.
package struct PlainRow {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Places of the delimiters, and the row's end.
    private var ends: [UInt32] = []
    private var row = Bytes(start: nil, count: 0)

    package init(expecting fields: Int) { ends.reserveCapacity(fields + 8) }

    package var count: Int { ends.count }

    package subscript(place: Int) -> Bytes {
        let start = place == 0 ? 0 : Int(ends[place - 1]) + 1
        return Bytes(rebasing: row[start..<Int(ends[place])])
    }

    /// - Parameter record: Eight bytes behind it are readable.
    package mutating func split(
        _ record: UnsafeRawBufferPointer, at delimiter: UInt8
    ) throws(Rejection) {
        guard record.count <= Limits.recordBytes else { throw .tooLong }
        row = record.bindMemory(to: UInt8.self)
        ends.removeAll(keepingCapacity: true)
        guard ByteText.firstIndex(of: 0, in: row) == nil else {
            throw Rejection(.nulByte, "The row holds a NUL character; remove it.")
        }
        guard ByteText.isUTF8(row) else {
            throw Rejection(
                .badEncoding, "The row is not valid UTF-8; export it as UTF-8 or name its encoding."
            )
        }
        findEnds(of: delimiter)
        guard ends.count <= Limits.fields else {
            throw Rejection(.fieldCount, "The row has more than \(Limits.fields) fields.")
        }
    }

    /// Eight bytes at a time: rows of many columns have a delimiter every few bytes.
    private mutating func findEnds(of delimiter: UInt8) {
        guard let base = UnsafeRawPointer(row.baseAddress) else {
            ends.append(0)
            return
        }
        let pattern = UInt64(delimiter) &* 0x0101_0101_0101_0101
        let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
        var at = 0
        while at < row.count {
            let word =
                UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                ^ pattern
            // The highest bit of each byte that is zero, exactly.
            var hits = ~((word & low) &+ low | word | low)
            while hits != 0 {
                let place = at &+ hits.trailingZeroBitCount &>> 3
                if place >= row.count { break }
                ends.append(UInt32(truncatingIfNeeded: place))
                hits &= hits &- 1
            }
            at &+= 8
        }
        ends.append(UInt32(row.count))
    }
}
