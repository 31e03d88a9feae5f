extension TimeParser {
    /// Reads the parts of a time from left to right.
    struct Cursor {
        private let bytes: Bytes
        private var at = 0

        @inline(__always)
        init(_ bytes: Bytes) { self.bytes = bytes }

        @inline(__always)
        var isAtEnd: Bool { at == bytes.count }

        @inline(__always)
        @discardableResult
        mutating func skip(_ byte: UInt8) -> Bool {
            guard at < bytes.count, bytes[at] == byte else { return false }
            at &+= 1
            return true
        }

        /// A number of `least` to `most` digits.
        @inline(__always)
        mutating func number(_ least: Int, _ most: Int) -> Int? {
            var value = 0
            var digits = 0
            while at < bytes.count, digits < most, ByteText.isDigit(bytes[at]) {
                value = value &* 10 &+ Int(bytes[at] &- 0x30)
                at &+= 1
                digits &+= 1
            }
            return digits >= least ? value : nil
        }

        @inline(__always)
        mutating func date() -> (year: Int, month: Int, day: Int)? {
            guard let year = number(4, 4), skip(UInt8(ascii: "-")), let month = number(1, 2),
                skip(UInt8(ascii: "-")), let day = number(1, 2)
            else { return nil }
            return (year, month, day)
        }

        @inline(__always)
        mutating func dateTimeSeparator() -> Bool {
            guard at < bytes.count else { return false }
            let byte = bytes[at]
            guard byte | 0x20 == UInt8(ascii: "t") || byte == UInt8(ascii: " ") else {
                return false
            }
            at &+= 1
            return true
        }

        /// Hours and minutes; seconds and a fraction where given.
        @inline(__always)
        mutating func timeOfDay() -> (hour: Int, minute: Int, second: Int, microsecond: Int)? {
            guard let hour = number(1, 2), skip(UInt8(ascii: ":")), let minute = number(2, 2)
            else { return nil }
            guard skip(UInt8(ascii: ":")) else { return (hour, minute, 0, 0) }
            guard let second = number(2, 2) else { return nil }
            guard skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) else {
                return (hour, minute, second, 0)
            }
            guard let microsecond = fraction() else { return nil }
            return (hour, minute, second, microsecond)
        }

        @inline(__always)
        private mutating func fraction() -> Int? {
            var value = 0
            var digits = 0
            while at < bytes.count, ByteText.isDigit(bytes[at]) {
                if digits < 6 { value = value &* 10 &+ Int(bytes[at] &- 0x30) }
                digits &+= 1
                at &+= 1
            }
            guard digits > 0 else { return nil }
            while digits < 6 {
                value &*= 10
                digits &+= 1
            }
            return value
        }

        /// Seconds east of UTC.
        @inline(__always)
        mutating func offset() -> Int? {
            guard at < bytes.count else { return nil }
            if bytes[at] | 0x20 == UInt8(ascii: "z") {
                at &+= 1
                return 0
            }
            if let named = universalName() { return named }
            let isWest = bytes[at] == UInt8(ascii: "-")
            guard isWest || bytes[at] == UInt8(ascii: "+") else { return nil }
            at &+= 1
            guard let hours = number(2, 2), hours <= 18 else { return nil }
            var minutes = 0
            if skip(UInt8(ascii: ":")) || !isAtEnd {
                guard let found = number(2, 2), found < 60 else { return nil }
                minutes = found
            }
            let seconds = hours * 3_600 + minutes * 60
            return isWest ? -seconds : seconds
        }

        private mutating func universalName() -> Int? {
            let rest = Bytes(rebasing: bytes[at...])
            guard ByteText.equalIgnoringCase(rest, "utc") || ByteText.equalIgnoringCase(rest, "gmt")
            else { return nil }
            at = bytes.count
            return 0
        }
    }
}
