import JourneyModel

/// Splits rows in which every delimiter ends a value: no quotes, no escapes.
///
/// Values point into the row, so they live as long as it does.
package struct PlainRow {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    @usableFromInline let ends = RowEnds()
    @usableFromInline var row = Bytes(start: nil, count: 0)

    package init() {}

    @inlinable package var count: Int { ends.count }

    @inlinable package subscript(place: Int) -> Bytes { Bytes(rebasing: row[ends.range(place)]) }

    package mutating func split(
        _ record: UnsafeRawBufferPointer, at delimiter: UInt8
    ) throws(Rejection) {
        guard record.count <= Limits.recordBytes else { throw .tooLong }
        row = record.bindMemory(to: UInt8.self)
        let isWithinLimit = ends.find(delimiter, quote: nil, in: row)
        let hasNUL =
            isWithinLimit ? ends.hasNUL : ByteText.firstIndex(of: 0, in: row) != nil
        guard !hasNUL else {
            throw Rejection(.nulByte, "The row holds a NUL character; remove it.")
        }
        guard isWithinLimit && ends.isASCII || ByteText.isUTF8(row) else {
            throw Rejection(
                .badEncoding, "The row is not valid UTF-8; export it as UTF-8 or name its encoding."
            )
        }
        guard isWithinLimit else {
            throw Rejection(.fieldCount, "The row has more than \(Limits.fields) fields.")
        }
    }
}
