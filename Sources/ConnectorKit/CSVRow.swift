import CJSON
import JourneyModel

/// Splits rows by RFC 4180 into the same buffers.
///
/// A quote opens a value only at its start; inside an unquoted value it is an ordinary character.
/// Values point into the row and into this splitter, so they live until the next
/// ``split(_:delimiter:quote:)``.
package struct CSVRow {
    private struct Field {
        var start: Int
        var count: Int
        var isQuoted: Bool
        /// Doubled quotes were resolved: the bytes lie in the scratch buffer.
        var isCopied: Bool
    }

    private var fields: [Field] = []
    private let scratch = Scratch()
    private var row = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    package init() { fields.reserveCapacity(32) }

    package var count: Int { fields.count }

    /// The value without its quotes.
    package func bytes(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        let field = fields[place]
        let source = field.isCopied ? scratch.bytes : row
        return UnsafeBufferPointer(rebasing: source[field.start..<field.start + field.count])
    }

    package func text(_ place: Int) -> String { String(decoding: bytes(place), as: UTF8.self) }

    package func isQuoted(_ place: Int) -> Bool { fields[place].isQuoted }

    package mutating func split(
        _ record: UnsafeRawBufferPointer, delimiter: UInt8 = UInt8(ascii: ","),
        quote: UInt8? = UInt8(ascii: "\"")
    ) throws(Rejection) {
        guard record.count <= Limits.recordBytes else { throw .tooLong }
        row = record.bindMemory(to: UInt8.self)
        fields.removeAll(keepingCapacity: true)
        scratch.count = 0
        try check()

        var at = 0
        while true {
            at = try appendField(from: at, delimiter: delimiter, quote: quote)
            if at >= row.count { break }
            at += 1
            if at == row.count {
                try append(Field(start: at, count: 0, isQuoted: false, isCopied: false))
                break
            }
        }
    }

    private func check() throws(Rejection) {
        guard let base = row.baseAddress else { return }
        guard ByteText.firstIndex(of: 0, in: row) == nil else {
            throw Rejection(.nulByte, "The row holds a NUL character; remove it.")
        }
        guard cjson_is_utf8(base, row.count) == 1 else {
            throw Rejection(
                .badEncoding, "The row is not valid UTF-8; export it as UTF-8 or name its encoding."
            )
        }
    }

    /// Appends the field that starts at `start`.
    ///
    /// - Returns: The place of the delimiter behind it, or the row's end.
    private mutating func appendField(
        from start: Int, delimiter: UInt8, quote: UInt8?
    ) throws(Rejection) -> Int {
        guard start < row.count, let mark = quote, row[start] == mark else {
            var end = start
            while end < row.count, row[end] != delimiter { end &+= 1 }
            try append(Field(start: start, count: end - start, isQuoted: false, isCopied: false))
            return end
        }
        var segment = start + 1
        let copied = scratch.count
        var isCopied = false
        while let quote = ByteText.firstIndex(of: mark, in: row, from: segment) {
            let behind = quote + 1
            if behind < row.count, row[behind] == mark {
                scratch.append(row[segment...quote])
                isCopied = true
                segment = behind + 1
                continue
            }
            guard behind == row.count || row[behind] == delimiter else {
                throw Rejection(
                    .wrongShape,
                    "Text follows a closing quote; write a quote inside a value as two quotes.")
            }
            if isCopied { scratch.append(row[segment..<quote]) }
            try append(
                Field(
                    start: isCopied ? copied : segment,
                    count: isCopied ? scratch.count - copied : quote - segment,
                    isQuoted: true, isCopied: isCopied))
            return behind
        }
        throw Rejection(.openQuote, "A quoted value is not closed; the row may be cut.")
    }

    private mutating func append(_ field: Field) throws(Rejection) {
        guard field.count <= Limits.valueBytes else {
            throw Rejection(.tooLong, "A value is longer than \(Limits.valueBytes) bytes.")
        }
        guard fields.count < Limits.fields else {
            throw Rejection(.fieldCount, "The row has more than \(Limits.fields) fields.")
        }
        fields.append(field)
    }
}

extension CSVRow {
    /// Bytes whose place in memory does not change while a row is read.
    private final class Scratch {
        private var storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4_096)
        var count = 0

        deinit { storage.deallocate() }

        var bytes: UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(rebasing: UnsafeBufferPointer(storage)[0..<count])
        }

        func append(_ slice: Slice<UnsafeBufferPointer<UInt8>>) {
            let needed = count + slice.count
            if needed > storage.count { grow(to: needed * 2) }
            let rest = UnsafeMutableBufferPointer(rebasing: storage[count...])
            _ = rest.update(fromContentsOf: slice)
            count = needed
        }

        private func grow(to capacity: Int) {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
            _ = larger.update(fromContentsOf: storage[0..<count])
            storage.deallocate()
            storage = larger
        }
    }
}
