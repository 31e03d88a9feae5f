/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Sendable, Hashable, Comparable {
    package var microseconds: Int64

    @inlinable package init(microseconds: Int64) { self.microseconds = microseconds }
    @inlinable package init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

    @inlinable package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }

    /// Microseconds from `start` to `end`; negative when `end` is earlier.
    @inlinable package static func - (end: Self, start: Self) -> Int64 {
        end.microseconds - start.microseconds
    }
}
