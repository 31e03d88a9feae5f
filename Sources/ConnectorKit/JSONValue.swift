import JourneyModel

/// A value of a parsed record, read where the parser left it.
///
/// Of keys that occur twice in one object the first counts.
package struct JSONValue {
    package enum Kind: Sendable, Hashable {
        case object, array, string, int, double, bool, null
    }

    let tape: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>
    let index: Int

    @inline(__always)
    init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, index: Int) {
        self.tape = tape
        self.strings = strings
        self.index = index
    }

    package var kind: Kind {
        switch tag {
        case Tag.object: .object
        case Tag.array: .array
        case Tag.string: .string
        case Tag.int, Tag.unsigned: .int
        case Tag.double: .double
        case Tag.yes, Tag.no: .bool
        default: .null
        }
    }

    package var isNull: Bool { tag == Tag.null }

    /// The member of that name; `nil` when absent, when null, and when this is no object.
    package subscript(_ key: StaticString) -> JSONValue? {
        let wanted = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        return member(named: wanted)
    }

    /// The member at the end of a path of names.
    package subscript(_ first: StaticString, _ second: StaticString, _ rest: StaticString...)
        -> JSONValue?
    {
        var value = self[first]?[second]
        for key in rest { value = value?[key] }
        return value
    }

    /// The member of a name that is known at run time only.
    package subscript(named key: String) -> JSONValue? {
        var key = key
        return key.withUTF8 { member(named: $0) }
    }

    /// A string's text; `nil` for every other kind.
    package var string: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }

    /// A string's bytes, where the parser keeps them.
    package var utf8: UnsafeBufferPointer<UInt8>? { tag == Tag.string ? bytes : nil }

    /// A string, or a number or truth value as text. Whole numbers are written without fraction.
    package var text: String? {
        switch tag {
        case Tag.string: string
        case Tag.int: String(Int64(bitPattern: tape[index + 1]))
        case Tag.unsigned: String(tape[index + 1])
        case Tag.double: Self.text(of: Double(bitPattern: tape[index + 1]))
        case Tag.yes: "true"
        case Tag.no: "false"
        default: nil
        }
    }

    /// A whole number, also when written as a string or with a fraction of zero.
    package var int: Int64? {
        switch tag {
        case Tag.int: Int64(bitPattern: tape[index + 1])
        case Tag.unsigned: nil
        case Tag.double: Int64(exactly: Double(bitPattern: tape[index + 1]))
        case Tag.string: string.flatMap { Int64($0) }
        default: nil
        }
    }

    /// A number, also when written as a string; never an infinity.
    package var double: Double? {
        switch tag {
        case Tag.int: Double(Int64(bitPattern: tape[index + 1]))
        case Tag.unsigned: Double(tape[index + 1])
        case Tag.double: Double(bitPattern: tape[index + 1])
        case Tag.string: string.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// A truth value, also when written as 0 or 1.
    package var bool: Bool? {
        switch tag {
        case Tag.yes: return true
        case Tag.no: return false
        case Tag.int:
            let number = Int64(bitPattern: tape[index + 1])
            return number == 1 ? true : number == 0 ? false : nil
        case Tag.string:
            switch string {
            case "true", "1": return true
            case "false", "0": return false
            default: return nil
            }
        default: return nil
        }
    }

    /// Elements of an array, members of an object, else 0.
    package var count: Int {
        guard isContainer else { return 0 }
        let stored = Int(tape[index] >> 32 & 0xff_ffff)
        guard stored == 0xff_ffff else { return stored }
        var exact = 0
        if tag == Tag.array { forEachElement { _ in exact += 1 } }
        if tag == Tag.object { forEachMember { _, _ in exact += 1 } }
        return exact
    }

    package func forEachElement(_ body: (JSONValue) throws -> Void) rethrows {
        guard tag == Tag.array else { return }
        let end = index(behind: index) - 1
        var at = index + 1
        while at < end {
            try body(JSONValue(tape: tape, strings: strings, index: at))
            at = index(behind: at)
        }
    }

    /// Members in the order written, with null ones.
    package func forEachMember(
        _ body: (_ key: UnsafeBufferPointer<UInt8>, _ value: JSONValue) throws -> Void
    ) rethrows {
        guard tag == Tag.object else { return }
        let end = index(behind: index) - 1
        var at = index + 1
        while at < end {
            let key = JSONValue(tape: tape, strings: strings, index: at)
            try body(key.bytes, JSONValue(tape: tape, strings: strings, index: at + 1))
            at = index(behind: at + 1)
        }
    }
}
