import JourneyModel

/// The part of the evidence graph that is solved at once: whole blocks, nothing cut off.
///
/// An edge takes 24 bytes, a touchpoint 24 and its name.
package struct IdentityGraph: Sendable {
    package struct Touchpoint: Sendable {
        package var startedAt: Timestamp
        /// Place of its source in ``IdentityGraph/sources``.
        package var source: Int32
        /// A row of the customer master: it joins, but founds nobody that has records of its own.
        package var isMaster: Bool

        package init(startedAt: Timestamp, source: Int32, isMaster: Bool) {
            self.startedAt = startedAt
            self.source = source
            self.isMaster = isMaster
        }
    }

    /// A touchpoint and a slice of an identifier that it carries.
    package struct Edge: Sendable {
        package var touchpoint: Int32
        /// Dense number of (identifier, slice).
        package var value: Int32
        /// When it was seen; undated rows of the customer master stand before everything else.
        var position: Int64
        package var ordinal: Int16
        package var kind: IdentifierKind
        package var role: EvidenceRole

        /// - Parameter seenAt: `nil` for an undated row of the customer master.
        package init(
            touchpoint: Int32, value: Int32, kind: IdentifierKind, role: EvidenceRole,
            seenAt: Timestamp?, ordinal: Int16
        ) {
            self.touchpoint = touchpoint
            self.value = value
            self.kind = kind
            self.role = role
            self.position = seenAt?.microseconds ?? Sighting.beforeAll
            self.ordinal = ordinal
        }
    }

    /// What somebody settled about two touchpoints, whatever the evidence.
    package struct Decision: Sendable {
        package enum Ruling: String, Sendable, Hashable {
            /// One person.
            case merge
            /// Never one person.
            case split
        }

        package var first: Int32
        package var second: Int32
        package var ruling: Ruling

        package init(first: Int32, second: Int32, ruling: Ruling) {
            self.first = first
            self.second = second
            self.ruling = ruling
        }
    }

    package private(set) var touchpoints: [Touchpoint] = []
    /// `SOURCE:ID` of each touchpoint; decides between records of the same time.
    package private(set) var names = RecordNames()
    package var edges: [Edge] = []
    /// For each `value` the dense number of its identifier: slices of one share it.
    package var identifiers: [Int32] = []
    /// Names of the sources.
    package var sources: [String] = []
    /// Both touchpoints of each are in the graph.
    package var decisions: [Decision] = []

    package init() {}

    /// - Parameter name: `SOURCE:ID` as UTF-8.
    package mutating func append(_ touchpoint: Touchpoint, named name: some Sequence<UInt8>) {
        touchpoints.append(touchpoint)
        names.append(name)
    }

    func identifier(of edge: Edge) -> Int32 { identifiers[Int(edge.value)] }

    /// Customer-side records come before rows of the master, then by (time, record name).
    func precedes(_ left: Int, _ right: Int) -> Bool {
        let a = touchpoints[left]
        let b = touchpoints[right]
        if a.isMaster != b.isMaster { return b.isMaster }
        if a.startedAt != b.startedAt { return a.startedAt < b.startedAt }
        return names.order(left, right) < 0
    }
}
