import JourneyModel

/// Splits rows by RFC 4180 into the same buffers.
///
/// A quote opens a value only at its start; inside an unquoted value it is an ordinary character.
/// Values point into the row and into this splitter, so they live until the next
/// ``split(_:delimiter:quote:)``.
package struct CSVRow {
    @usableFromInline struct Field {
        var place: Int
        var start: Int
        var count: Int
        /// Doubled quotes were resolved: the bytes lie in the scratch buffer.
        var isCopied: Bool
    }

    @usableFromInline let ends = RowEnds()
    /// Of a regular row only the values with doubled quotes, else all of them.
    @usableFromInline var fields: [Field] = []
    @usableFromInline var isRegular = false
    private let scratch = Scratch()
    @usableFromInline var row = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    @usableFromInline var quote: UInt8?

    package init() { fields.reserveCapacity(32) }

    @inlinable package var count: Int { isRegular ? ends.count : fields.count }

    /// The value without its quotes.
    @inlinable
    package func bytes(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        guard isRegular else { return bytes(of: fields[place]) }
        let range = ends.range(place)
        guard let first = range.first, row[first] == quote else {
            return UnsafeBufferPointer(rebasing: row[range])
        }
        if ends.isDoubled(place) { return copied(place) }
        return UnsafeBufferPointer(rebasing: row[range.dropFirst().dropLast()])
    }

    @usableFromInline
    func copied(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        guard let field = fields.first(where: { $0.place == place }) else {
            preconditionFailure("quotes are resolved when the row is split")
        }
        return bytes(of: field)
    }

    package func text(_ place: Int) -> String { String(decoding: bytes(place), as: UTF8.self) }

    @usableFromInline func bytes(of field: Field) -> UnsafeBufferPointer<UInt8> {
        let source = field.isCopied ? scratch.bytes : row
        return UnsafeBufferPointer(rebasing: source[field.start..<field.start + field.count])
    }

    package mutating func split(
        _ record: UnsafeRawBufferPointer, delimiter: UInt8 = UInt8(ascii: ","),
        quote: UInt8? = UInt8(ascii: "\"")
    ) throws(Rejection) {
        guard record.count <= Limits.recordBytes else { throw .tooLong }
        row = record.bindMemory(to: UInt8.self)
        self.quote = quote
        fields.removeAll(keepingCapacity: true)
        scratch.count = 0
        // No value is longer than the row.
        isRegular = row.count <= Limits.valueBytes && ends.find(delimiter, quote: quote, in: row)
        guard isRegular else {
            try splitIrregular(delimiter, quote)
            return
        }
        try check(hasNUL: ends.hasNUL, isASCII: ends.isASCII)
        if ends.hasDoubledQuotes, let quote { resolveDoubledQuotes(quote) }
    }

    private mutating func resolveDoubledQuotes(_ quote: UInt8) {
        for place in 0..<ends.count where ends.isDoubled(place) {
            let value = UnsafeBufferPointer(rebasing: row[ends.range(place).dropFirst().dropLast()])
            let start = scratch.count
            var segment = 0
            while let mark = ByteText.firstIndex(of: quote, in: value, from: segment) {
                scratch.append(value[segment...mark])
                segment = mark + 2
            }
            scratch.append(value[segment...])
            fields.append(
                Field(place: place, start: start, count: scratch.count - start, isCopied: true))
        }
    }

    private mutating func splitIrregular(_ delimiter: UInt8, _ quote: UInt8?) throws(Rejection) {
        try check(hasNUL: ByteText.firstIndex(of: 0, in: row) != nil, isASCII: false)
        var at = 0
        while true {
            at = try appendField(from: at, delimiter: delimiter, quote: quote)
            if at >= row.count { break }
            at += 1
            if at == row.count {
                try append(start: at, count: 0)
                break
            }
        }
    }

    private func check(hasNUL: Bool, isASCII: Bool) throws(Rejection) {
        guard !hasNUL else {
            throw Rejection(.nulByte, "The row holds a NUL character; remove it.")
        }
        guard isASCII || ByteText.isUTF8(row) else {
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
            try append(start: start, count: end - start)
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
                start: isCopied ? copied : segment,
                count: isCopied ? scratch.count - copied : quote - segment, isCopied: isCopied)
            return behind
        }
        throw Rejection(.openQuote, "A quoted value is not closed; the row may be cut.")
    }

    private mutating func append(
        start: Int, count: Int, isCopied: Bool = false
    ) throws(Rejection) {
        guard count <= Limits.valueBytes else {
            throw Rejection(.tooLong, "A value is longer than \(Limits.valueBytes) bytes.")
        }
        guard fields.count < Limits.fields else {
            throw Rejection(.fieldCount, "The row has more than \(Limits.fields) fields.")
        }
        fields.append(
            Field(place: fields.count, start: start, count: count, isCopied: isCopied))
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
