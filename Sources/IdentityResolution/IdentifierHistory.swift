import JourneyModel

/// Everything that was ever seen of one identifier value: the only input of its verdict.
///
/// Meant to be filled again and again: one history serves all values of a run.
package struct IdentifierHistory: Sendable {
    package private(set) var kind: IdentifierKind
    /// What the rules or somebody settled about the value, whatever its evidence says.
    package private(set) var standing: Standing?
    /// In any order; ``Slicer`` sorts them by (time, record name).
    package private(set) var sightings: [Sighting] = []
    /// What tells owners apart, sighting by sighting: accounts, then e-mails, then names.
    private var anchors: [Key128] = []

    package enum Standing: Sendable, Hashable {
        /// No identifier at all.
        case blocked(reason: String)
        /// Always shared by many.
        case denied(reason: String)
        /// Never shared by many.
        case allowed
    }

    /// What else stands on the record of a sighting and tells owners apart.
    package struct Anchors: Sendable {
        package var accounts: [Key128] = []
        package var emails: [Key128] = []
        package var names: [Key128] = []

        package init() {}

        package mutating func removeAll() {
            accounts.removeAll(keepingCapacity: true)
            emails.removeAll(keepingCapacity: true)
            names.removeAll(keepingCapacity: true)
        }
    }

    package init(kind: IdentifierKind, standing: Standing? = nil) {
        self.kind = kind
        self.standing = standing
    }

    /// Forgets everything and begins with another value.
    package mutating func begin(kind: IdentifierKind, standing: Standing?) {
        self.kind = kind
        self.standing = standing
        sightings.removeAll(keepingCapacity: true)
        anchors.removeAll(keepingCapacity: true)
    }

    package mutating func append(_ sighting: Sighting, with anchors: Anchors) {
        var sighting = sighting
        sighting.firstAnchor = Int32(self.anchors.count)
        sighting.accounts = Int32(anchors.accounts.count)
        sighting.emails = Int32(anchors.emails.count)
        sighting.surnames = Int32(anchors.names.count)
        self.anchors += anchors.accounts
        self.anchors += anchors.emails
        self.anchors += anchors.names
        sightings.append(sighting)
    }

    /// Whether any record says more of its owner than the value itself.
    var hasAnchors: Bool { !anchors.isEmpty }

    func accounts(_ sighting: Sighting) -> ArraySlice<Key128> {
        let start = Int(sighting.firstAnchor)
        return anchors[start..<start + Int(sighting.accounts)]
    }

    func emails(_ sighting: Sighting) -> ArraySlice<Key128> {
        let start = Int(sighting.firstAnchor + sighting.accounts)
        return anchors[start..<start + Int(sighting.emails)]
    }

    func surnames(_ sighting: Sighting) -> ArraySlice<Key128> {
        let start = Int(sighting.firstAnchor + sighting.accounts + sighting.emails)
        return anchors[start..<start + Int(sighting.surnames)]
    }
}

/// One record that carries the identifier.
package struct Sighting: Sendable, Hashable {
    /// The touchpoint, as the caller counts them.
    package var touchpoint: Int32
    /// Place of its record's name among the names that ``Slicer`` is given.
    var name: Int32
    package var role: EvidenceRole
    /// Position in time; ``beforeAll`` for an undated row of the customer master.
    var position: Int64
    /// End of a call, for the overlap test; ``none`` for anything else.
    private var callEndsAt = Self.none
    /// End of validity that the customer master states; ``none`` where it states none.
    private var validUntil = Self.none
    fileprivate(set) var firstAnchor: Int32 = 0
    fileprivate(set) var accounts: Int32 = 0
    fileprivate(set) var emails: Int32 = 0
    fileprivate(set) var surnames: Int32 = 0

    static let beforeAll: Int64 = -4_000_000_000_000_000
    static let day: Int64 = 86_400_000_000
    private static let none = Int64.min

    /// - Parameters:
    ///   - name: Place of its record's name among the names that ``Slicer`` is given.
    ///   - time: `nil` for an undated row of the customer master.
    ///   - callEnd: `nil` for anything but a call.
    ///   - validTo: End of validity that the customer master states.
    package init(
        touchpoint: Int, name: Int, role: EvidenceRole, time: Timestamp?,
        callEnd: Timestamp? = nil, validTo: Timestamp? = nil
    ) {
        self.touchpoint = Int32(touchpoint)
        self.name = Int32(name)
        self.role = role
        position = time?.microseconds ?? Self.beforeAll
        callEndsAt = callEnd?.microseconds ?? Self.none
        validUntil = validTo?.microseconds ?? Self.none
    }

    package var time: Timestamp? {
        position == Self.beforeAll ? nil : Timestamp(microseconds: position)
    }

    var callEnd: Int64? { callEndsAt == Self.none ? nil : callEndsAt }

    var validTo: Int64? { validUntil == Self.none ? nil : validUntil }
}
