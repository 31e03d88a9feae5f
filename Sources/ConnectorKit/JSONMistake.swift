import JourneyModel

/// What keeps a text from being JSON, for whoever has to mend it; the parser only says that it is
/// none.
struct JSONMistake: Error, Hashable {
    var reason = Rejection.Reason.notJSON
    /// The byte of the record that it is found at.
    var place: Int
    /// What stands there, without a value of the record.
    var words: String

    /// The first one; `nil` for a text in which there is none.
    static func first(in record: UnsafeRawBufferPointer) -> JSONMistake? {
        var reading = Reading(bytes: record.bindMemory(to: UInt8.self))
        do throws(JSONMistake) {
            try reading.document()
            return nil
        } catch {
            return error
        }
    }

    func rejection(in record: UnsafeRawBufferPointer) -> Rejection {
        let before = record.prefix(place)
        let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        let line = before.count { $0 == 0x0a }
        let column = "column \(place - lineStart + 1)"
        let found = line == 0 ? column : "line \(line + 1), \(column)"
        return Rejection(reason, "At \(found) of the record \(words).")
    }
}

extension JSONMistake {
    /// Reads by the grammar of RFC 8259, with the open arrays and objects in a list.
    private struct Reading {
        let bytes: ByteText.Bytes
        private var at = 0
        /// Opening brackets.
        private var open: [UInt8] = []

        init(bytes: ByteText.Bytes) { self.bytes = bytes }

        private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

        private func mistake(
            _ words: String, _ reason: Rejection.Reason = .notJSON, at place: Int? = nil
        ) -> JSONMistake {
            JSONMistake(reason: reason, place: place ?? at, words: words)
        }

        private var cut: JSONMistake {
            mistake("the text ends too early; look for a cut line")
        }

        mutating func document() throws(JSONMistake) {
            skipBlanks()
            try value()
            while let bracket = open.last {
                skipBlanks()
                let isObject = bracket == UInt8(ascii: "{")
                switch next {
                case UInt8(ascii: ","):
                    let comma = at
                    at += 1
                    skipBlanks()
                    if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
                        throw mistake("a comma stands behind the last value", at: comma)
                    }
                    if isObject { try key() }
                    try value()
                case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                    at += 1
                    open.removeLast()
                case nil: throw cut
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    throw mistake("a bracket closes what another one opened")
                default: throw mistake("a comma is missing")
                }
            }
            skipBlanks()
            if next != nil {
                throw mistake("more text follows the value; look for two records on one line")
            }
        }

        /// A value; of an array or object its beginning, and its first value if there is one.
        private mutating func value() throws(JSONMistake) {
            while true {
                skipBlanks()
                guard let first = next else { throw cut }
                switch first {
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    let isObject = bytes[at] == UInt8(ascii: "{")
                    open.append(bytes[at])
                    at += 1
                    skipBlanks()
                    if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") { return }
                    if isObject { try key() }
                    continue
                case UInt8(ascii: "\""): return try string()
                case UInt8(ascii: "'"):
                    throw mistake("a text stands in ' and not in double quotes")
                case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), 0x30...0x39:
                    return try number()
                case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"):
                    throw mistake("a value is missing")
                default: return try word()
                }
            }
        }

        private mutating func key() throws(JSONMistake) {
            skipBlanks()
            guard let first = next else { throw cut }
            guard first == UInt8(ascii: "\"") else {
                throw mistake("a name does not stand in double quotes")
            }
            try string()
            skipBlanks()
            guard next == UInt8(ascii: ":") else {
                throw mistake("the colon behind a name is missing")
            }
            at += 1
        }

        private mutating func string() throws(JSONMistake) {
            let start = at
            at += 1
            while let byte = next {
                switch byte {
                case UInt8(ascii: "\""):
                    at += 1
                    return
                case UInt8(ascii: "\\"): try escape()
                case 0..<0x20:
                    throw mistake(
                        "a text holds a line end, a tab or another control character; escape it")
                default: at += 1
                }
            }
            throw mistake("a text begins that is never closed; look for a cut line", at: start)
        }

        private mutating func escape() throws(JSONMistake) {
            let start = at
            at += 1
            guard let sign = next else { return }
            at += 1
            if sign == UInt8(ascii: "u") {
                let digits = bytes[at..<min(at + 4, bytes.count)]
                guard digits.count == 4, digits.allSatisfy({ ByteText.isHexDigit($0) }) else {
                    throw mistake("an escape \\u lacks four hexadecimal digits", at: start)
                }
                at += 4
            } else if !"\"\\/bfnrt".utf8.contains(sign) {
                throw mistake("a backslash escapes what JSON does not; write two", at: start)
            }
        }

        private mutating func number() throws(JSONMistake) {
            let start = at
            func bad(_ words: String) -> JSONMistake { mistake(words, .badNumber, at: start) }
            if next == UInt8(ascii: "+") { throw bad("a number begins with +; leave it out") }
            if next == UInt8(ascii: "-") { at += 1 }
            if next == UInt8(ascii: ".") {
                throw bad("a number begins with a point; write 0 before it")
            }
            let isZero = next == 0x30
            guard digits() > 0 else {
                throw bad("a sign stands without number; JSON has neither Infinity nor NaN")
            }
            if isZero, at - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
                throw bad("a number begins with 0; leave it out, or quote the number as a text")
            }
            if next == UInt8(ascii: ".") {
                at += 1
                if digits() == 0 { throw bad("a number ends with a point") }
            }
            if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
                at += 1
                if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { at += 1 }
                if digits() == 0 { throw bad("the exponent of a number has no digits") }
            }
            guard let byte = next, byte > 0x20, !",]}".utf8.contains(byte) else { return }
            throw bad("a number holds what is no digit; quote it as a text")
        }

        private mutating func digits() -> Int {
            let start = at
            while let byte = next, ByteText.isDigit(byte) { at += 1 }
            return at - start
        }

        private mutating func word() throws(JSONMistake) {
            let start = at
            while let byte = next, ByteText.isLetter(byte) { at += 1 }
            for known: StaticString in ["true", "false", "null"]
            where ByteText.equal(ByteText.Bytes(rebasing: bytes[start..<at]), known) {
                return
            }
            throw mistake("a word is none of true, false and null; quote texts", at: start)
        }

        private mutating func skipBlanks() {
            while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { at += 1 }
        }
    }
}
