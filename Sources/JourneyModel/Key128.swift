/// A 128-bit key made from content, stored as `uuid`.
///
/// It names a record (from its record name) or an identifier (keyed hash). Its order means nothing:
/// identifier keys differ between installations, so no result may be sorted by them.
package struct Key128: Sendable, Hashable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
