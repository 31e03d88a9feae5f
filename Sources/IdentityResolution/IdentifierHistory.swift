import JourneyModel

/// Everything that was ever seen of one identifier value: the only input of its verdict.
package struct IdentifierHistory: Sendable {
    package var kind: IdentifierKind
    /// In any order; ``Slicer`` sorts them by (time, record name).
    package var sightings: [Sighting] = []
    /// What the rules or somebody settled about the value, whatever its evidence says.
    package var standing: Standing?

    package enum Standing: Sendable, Hashable {
        /// No identifier at all.
        case blocked(reason: String)
        /// Always shared by many.
        case denied(reason: String)
        /// Never shared by many.
        case allowed
    }

    package init(kind: IdentifierKind) { self.kind = kind }
}

/// One record that carries the identifier.
package struct Sighting: Sendable, Hashable {
    /// The touchpoint, as the caller counts them.
    package var touchpoint: Int
    package var recordName: String
    /// When it was seen; `nil` for an undated row of the customer master.
    package var time: Timestamp?
    /// End of a call, for the overlap test; `nil` for anything else.
    package var callEnd: Timestamp?
    /// End of validity that the customer master states.
    package var validTo: Timestamp?
    package var role: EvidenceRole
    /// Other identifiers of the same record that tell owners apart.
    package var accounts: [Key128] = []
    package var emails: [Key128] = []
    package var names: [Key128] = []

    package init(touchpoint: Int, recordName: String, time: Timestamp?, role: EvidenceRole) {
        self.touchpoint = touchpoint
        self.recordName = recordName
        self.time = time
        self.role = role
    }

    /// The position in time; undated rows stand before everything else.
    var position: Int64 { time?.microseconds ?? Self.beforeAll }

    static let beforeAll: Int64 = -4_000_000_000_000_000
    static let day: Int64 = 86_400_000_000
}

/// What the evidence of one value says about it.
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

    package var verdict: Verdict
    package var slices: [Slice] = []
    /// The slice of each sighting, in the order given; `nil` joins nothing.
    package var assignment: [Int?]
    /// Distinct owners ever seen.
    package var owners = 0
}
