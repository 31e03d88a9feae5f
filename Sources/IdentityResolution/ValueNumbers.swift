import JourneyModel

/// Numbers the slices of identifiers 0, 1, 2, … in the order in which they are first met.
package struct ValueNumbers: Sendable {
    package private(set) var identifiers = KeyNumbers()
    /// The number of each value's identifier.
    package private(set) var identifierOf: [Int32] = []
    /// The slice of each value.
    package private(set) var slices: [Int16] = []
    /// The value that was met first of each identifier; nearly all have one slice.
    private var firstOf: [Int32] = []
    private var others: [Other: Int32] = [:]

    private struct Other: Hashable {
        var identifier: Int32
        var slice: Int16
    }

    package init() {}

    package mutating func number(of key: Key128, slice: Int16) -> Int32 {
        let identifier = identifiers.number(of: key)
        let next = Int32(slices.count)
        if Int(identifier) == firstOf.count {
            firstOf.append(next)
        } else if slices[Int(firstOf[Int(identifier)])] == slice {
            return firstOf[Int(identifier)]
        } else if let known = others[Other(identifier: identifier, slice: slice)] {
            return known
        } else {
            others[Other(identifier: identifier, slice: slice)] = next
        }
        identifierOf.append(identifier)
        slices.append(slice)
        return next
    }

    package func key(of value: Int32) -> Key128 {
        identifiers.keys[Int(identifierOf[Int(value)])]
    }
}
