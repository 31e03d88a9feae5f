import JourneyModel

/// An object that holds records in an array under a key, as the body of a request does.
package struct JSONBody: Sendable, Hashable {
    /// Up to the array's opening bracket.
    package let head: Range<Int>
    package let records: [Range<Int>]
    /// From the array's closing bracket.
    package let tail: Range<Int>

    /// `nil` for what is no such object, and for one that passes ``Limits/bodyRecords`` or
    /// ``Limits/bodyFrameBytes``.
    package init?(_ bytes: UnsafeRawBufferPointer, key: String) {
        self.init(bytes.bindMemory(to: UInt8.self), key: key)
    }

    init?(_ bytes: ByteText.Bytes, key: String) {
        var reading = Reading(bytes: bytes)
        guard let array = reading.object(holding: key), let records = array.records else {
            return nil
        }
        head = 0..<array.start
        tail = array.end..<bytes.count
        self.records = records
        if head.count + tail.count > Limits.bodyFrameBytes { return nil }
    }

    /// Whether an array under the key may begin somewhere in the bytes.
    static func mayBegin(in bytes: ByteText.Bytes, key: String) -> Bool {
        var at = 0
        while let bracket = ByteText.firstIndex(of: UInt8(ascii: "["), in: bytes, from: at) {
            at = bracket + 1
            guard let colon = lastSignificant(before: bracket, in: bytes),
                bytes[colon] == UInt8(ascii: ":"),
                let quote = lastSignificant(before: colon, in: bytes),
                bytes[quote] == UInt8(ascii: "\""), quote > key.utf8.count
            else { continue }
            let start = quote - key.utf8.count
            if bytes[start - 1] == UInt8(ascii: "\""),
                bytes[start..<quote].elementsEqual(key.utf8)
            {
                return true
            }
        }
        return false
    }

    private static func lastSignificant(before end: Int, in bytes: ByteText.Bytes) -> Int? {
        var at = end - 1
        while at >= 0, bytes[at] <= 0x20 { at -= 1 }
        return at < 0 ? nil : at
    }
}

extension JSONBody {
    /// The array: behind its opening bracket, at its closing one, and what it holds.
    private struct Elements {
        var start: Int
        var end: Int
        /// `nil` for more than there may be.
        var records: [Range<Int>]?
    }

    private struct Reading {
        let bytes: ByteText.Bytes
        private var at = 0

        init(bytes: ByteText.Bytes) { self.bytes = bytes }

        /// The array under a key of the object that the bytes are.
        mutating func object(holding key: String) -> Elements? {
            var found: Elements?
            guard take("{") else { return nil }
            while !take("}") {
                if take(",") { continue }
                let start = at
                guard at < bytes.count, bytes[at] == UInt8(ascii: "\""), let name = value(),
                    take(":")
                else { return nil }
                let isKey = bytes[(start + 1)..<(name.upperBound - 1)].elementsEqual(key.utf8)
                if found == nil, isKey, at < bytes.count, bytes[at] == UInt8(ascii: "[") {
                    found = elements()
                    if found == nil { return nil }
                } else if value() == nil {
                    return nil
                }
                skipBlanks()
            }
            return at == bytes.count ? found : nil
        }

        private mutating func elements() -> Elements? {
            guard take("[") else { return nil }
            let start = at
            var records: [Range<Int>]? = []
            while true {
                let end = at
                if take("]") { return Elements(start: start, end: end, records: records) }
                if take(",") { continue }
                guard let range = value() else { return nil }
                records?.append(range)
                if records?.count ?? 0 > Limits.bodyRecords { records = nil }
                skipBlanks()
            }
        }

        /// Moves behind the value here.
        private mutating func value() -> Range<Int>? {
            guard at < bytes.count else { return nil }
            let start = at
            if RecordFramer.isContainer(bytes[at]) || bytes[at] == UInt8(ascii: "\"") {
                var scanner = JSONScanner()
                guard case .ended(let end) = scanner.scan(bytes, from: at) else { return nil }
                at = end
            } else {
                while at < bytes.count, bytes[at] > 0x20, !",]}".utf8.contains(bytes[at]) {
                    at += 1
                }
            }
            return at > start ? start..<at : nil
        }

        /// Moves behind a sign and the blanks around it, if it stands here.
        private mutating func take(_ sign: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard at < bytes.count, bytes[at] == UInt8(ascii: sign) else { return false }
            at += 1
            skipBlanks()
            return true
        }

        private mutating func skipBlanks() {
            while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        }
    }
}
