import JourneyModel

/// What the evidence of one value says about it; filled again and again.
package struct IdentifierDecision: Sendable, Hashable {
    package enum Verdict: Sendable, Hashable {
        case joins
        /// Shared by unrelated people; the reason is a sentence.
        case generic(reason: String)
        /// No identifier by the rules.
        case blocked(reason: String)
        /// Quoted, but never issued by any record.
        case unissued
    }

    /// A stretch of time in which the value was one owner's.
    package struct Slice: Sendable, Hashable {
        /// The account, else e-mail, that owned it; `nil` where none was seen.
        package var owner: Key128?
        package var firstSeen: Timestamp?
        package var lastSeen: Timestamp?
    }

    package var verdict = Verdict.joins
    package var slices: [Slice] = []
    /// The slice of each sighting, in the order given; negative joins nothing.
    package var assignment: [Int32] = []
    /// Distinct owners ever seen.
    package var owners = 0

    /// Assigned to sightings that join nothing.
    package static let nobody: Int32 = -1

    package init() {}

    mutating func begin(_ sightings: Int) {
        verdict = .joins
        owners = 0
        slices.removeAll(keepingCapacity: true)
        assignment.removeAll(keepingCapacity: true)
        for _ in 0..<sightings { assignment.append(Self.nobody) }
    }
}
