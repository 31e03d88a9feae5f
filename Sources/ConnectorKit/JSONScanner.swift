/// Finds the end of one JSON value byte by byte, over any number of pieces.
///
/// It checks only what tells a broken value from a long one: brackets pair, strings do not hold
/// line feeds, and no line begins an object where grammar forbids one.
struct JSONScanner: Sendable {
    enum Outcome: Hashable {
        /// Behind the value's last byte.
        case ended(Int)
        case more
        /// The value cannot be whole; found at this byte.
        case broken(Int)
    }

    /// A line feed inside the value breaks it.
    var endsAtLineFeed = false
    private var depth = 0
    /// One bit a level, set for objects; levels over 64 are not told apart.
    private var objects: UInt64 = 0
    private var isInString = false
    private var isEscaped = false
    private var isLineStart = false
    /// The last byte that is not blank.
    private var previous: UInt8 = 0
    private(set) var hasLineFeed = false

    init(endsAtLineFeed: Bool = false) { self.endsAtLineFeed = endsAtLineFeed }

    /// Scans a value that begins with a bracket or a quote, from its first byte.
    mutating func scan(_ bytes: ByteText.Bytes, from start: Int) -> Outcome {
        var at = start
        while at < bytes.count {
            if isInString {
                guard let outcome = scanString(bytes, &at) else { continue }
                return outcome
            }
            let byte = bytes[at]
            switch byte {
            case 0x20, 0x09, 0x0d:
                at &+= 1
                continue
            case 0x0a:
                hasLineFeed = true
                if endsAtLineFeed { return .broken(at) }
                isLineStart = true
                at &+= 1
                continue
            case UInt8(ascii: "\""):
                isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if isLineStart, byte == UInt8(ascii: "{"), !mayOpenObject { return .broken(at) }
                open(isObject: byte == UInt8(ascii: "{"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard close(isObject: byte == UInt8(ascii: "}")) else { return .broken(at) }
                if depth == 0 { return .ended(at + 1) }
            default: break
            }
            previous = byte
            isLineStart = false
            at &+= 1
        }
        return .more
    }

    /// Scans within a string; `nil` when it has ended and the value goes on.
    private mutating func scanString(_ bytes: ByteText.Bytes, _ at: inout Int) -> Outcome? {
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x0a { return .broken(at) }
            at &+= 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
                previous = byte
                return depth == 0 ? .ended(at) : nil
            }
        }
        return .more
    }

    private var mayOpenObject: Bool {
        if depth == 0 || depth > 64 { return true }
        return isInObject
            ? previous == UInt8(ascii: ":")
            : previous == UInt8(ascii: "[") || previous == UInt8(ascii: ",")
    }

    private var isInObject: Bool { objects & (1 << UInt64(depth - 1)) != 0 }

    private mutating func open(isObject: Bool) {
        if depth < 64 {
            let bit: UInt64 = 1 << UInt64(depth)
            objects = isObject ? objects | bit : objects & ~bit
        }
        depth &+= 1
    }

    private mutating func close(isObject: Bool) -> Bool {
        guard depth > 0, depth > 64 || isInObject == isObject else { return false }
        depth &-= 1
        return true
    }
}
