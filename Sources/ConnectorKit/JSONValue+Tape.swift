#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The parser's layout: one 64-bit word a value, its kind in the highest byte. Strings point to
/// their length and bytes, numbers take a second word, containers point behind their end.
extension JSONValue {
    enum Tag {
        static let object = UInt8(ascii: "{")
        static let array = UInt8(ascii: "[")
        static let string = UInt8(ascii: "\"")
        static let int = UInt8(ascii: "l")
        static let unsigned = UInt8(ascii: "u")
        static let double = UInt8(ascii: "d")
        static let yes = UInt8(ascii: "t")
        static let no = UInt8(ascii: "f")
        static let null = UInt8(ascii: "n")
    }

    @inline(__always)
    var tag: UInt8 { UInt8(truncatingIfNeeded: tape[index] &>> 56) }

    @inline(__always)
    var isContainer: Bool { tag == Tag.object || tag == Tag.array }

    /// The bytes of a string or key.
    @inline(__always)
    var bytes: UnsafeBufferPointer<UInt8> {
        let place = strings + Int(truncatingIfNeeded: tape[index] & 0xff_ffff_ffff_ffff)
        let count = UnsafeRawPointer(place).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: place + 4, count: Int(count))
    }

    /// The index of the value that follows.
    @inline(__always)
    func index(behind at: Int) -> Int {
        switch UInt8(truncatingIfNeeded: tape[at] &>> 56) {
        case Tag.object, Tag.array: Int(truncatingIfNeeded: tape[at] & 0xffff_ffff)
        case Tag.int, Tag.unsigned, Tag.double: at &+ 2
        default: at &+ 1
        }
    }

    func member(named wanted: UnsafeBufferPointer<UInt8>) -> JSONValue? {
        guard tag == Tag.object, let wantedBase = wanted.baseAddress else { return nil }
        let end = index(behind: index) - 1
        var at = index + 1
        while at < end {
            let key = JSONValue(tape: tape, strings: strings, index: at).bytes
            if key.count == wanted.count, let base = key.baseAddress,
                memcmp(base, wantedBase, key.count) == 0
            {
                let value = JSONValue(tape: tape, strings: strings, index: at + 1)
                return value.isNull ? nil : value
            }
            at = index(behind: at + 1)
        }
        return nil
    }

    static func text(of number: Double) -> String {
        if let whole = Int64(exactly: number), abs(number) < 0x1p53 { return String(whole) }
        return String(number)
    }
}
