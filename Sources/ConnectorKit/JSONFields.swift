import JourneyModel

/// Finds the members of known names in one pass over an object, without allocating.
///
/// A field is addressed by its place in the list of names. Copies share what was found.
package struct JSONFields {
    private let storage: Storage

    package init(_ names: [StaticString]) { storage = Storage(names) }

    /// Reads an object; fields that it lacks or that are null become `nil`.
    package func load(_ object: JSONValue?) { storage.load(object) }

    package subscript(place: Int) -> JSONValue? { storage.value(at: place) }
}

extension JSONFields {
    private struct Name {
        var text: ByteText.Bytes
        /// Place of the next name of the same slot, or -1.
        var next: Int
    }

    private final class Storage {
        private static let slots = 64
        private let count: Int
        private let names: UnsafeMutablePointer<Name>
        /// Place of the first name of a slot, or -1.
        private let first: UnsafeMutablePointer<Int>
        private let found: UnsafeMutablePointer<JSONValue?>

        init(_ list: [StaticString]) {
            count = list.count
            names = .allocate(capacity: count)
            found = .allocate(capacity: count)
            found.initialize(repeating: nil, count: count)
            first = .allocate(capacity: Self.slots)
            first.initialize(repeating: -1, count: Self.slots)
            for (place, name) in list.enumerated() {
                let text = ByteText.Bytes(start: name.utf8Start, count: name.utf8CodeUnitCount)
                let slot = Self.slot(of: text)
                (names + place).initialize(to: Name(text: text, next: first[slot]))
                first[slot] = place
            }
        }

        deinit {
            names.deallocate()
            found.deallocate()
            first.deallocate()
        }

        @inline(__always)
        func value(at place: Int) -> JSONValue? {
            precondition(place >= 0 && place < count, "no such field")
            return found[place]
        }

        func load(_ object: JSONValue?) {
            for place in 0..<count { found[place] = nil }
            guard let object else { return }
            object.forEachMember { key, value in
                if value.isNull { return }
                var place = first[Self.slot(of: key)]
                while place >= 0 {
                    let name = names[place]
                    if name.text.count == key.count, !isFound(place),
                        ByteText.equal(name.text, key)
                    {
                        found[place] = value
                        return
                    }
                    place = name.next
                }
            }
        }

        @inline(__always)
        private func isFound(_ place: Int) -> Bool {
            if case .some = found[place] { return true }
            return false
        }

        @inline(__always)
        private static func slot(of key: ByteText.Bytes) -> Int {
            guard !key.isEmpty else { return 0 }
            return (key.count &* 7 &+ Int(key[0]) &* 5 &+ Int(key[key.count &- 1])) & (slots &- 1)
        }
    }
}
