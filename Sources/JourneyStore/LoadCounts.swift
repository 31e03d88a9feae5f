/// The books of a batch, a file or a run, over records.
package struct LoadCounts: Sendable, Hashable {
    package var read: Int64 = 0
    package var accepted: Int64 = 0
    package var updated: Int64 = 0
    package var duplicate: Int64 = 0
    package var outdated: Int64 = 0
    package var rejected: Int64 = 0
    package var ignored: Int64 = 0

    package init() {}

    package var isBalanced: Bool {
        read == accepted + updated + duplicate + outdated + rejected + ignored
    }

    package static func += (left: inout Self, right: Self) {
        left.read += right.read
        left.accepted += right.accepted
        left.updated += right.updated
        left.duplicate += right.duplicate
        left.outdated += right.outdated
        left.rejected += right.rejected
        left.ignored += right.ignored
    }
}
