import JourneyModel

/// The part of the evidence graph that is solved at once: whole blocks, nothing cut off.
package struct IdentityGraph: Sendable {
    package struct Touchpoint: Sendable {
        package var key: Key128
        package var startedAt: Timestamp
        /// `SOURCE:ID`; decides between records of the same time.
        package var recordName: String
        /// A row of the customer master: it joins, but founds nobody that has records of its own.
        package var isMaster: Bool

        package init(key: Key128, startedAt: Timestamp, recordName: String, isMaster: Bool) {
            self.key = key
            self.startedAt = startedAt
            self.recordName = recordName
            self.isMaster = isMaster
        }
    }

    /// A touchpoint and a slice of an identifier that it carries.
    package struct Edge: Sendable {
        package var touchpoint: Int32
        /// Dense number of (identifier, slice).
        package var value: Int32
        package var kind: IdentifierKind
        package var role: EvidenceRole
        package var seenAt: Timestamp?
        package var ordinal: Int16
        /// For exclusive kinds: the space in which this edge shows the value. A value holds the labels
        /// of all its edges, whichever of them join.
        package var exclusive: ExclusiveLabel?

        package init(
            touchpoint: Int32, value: Int32, kind: IdentifierKind, role: EvidenceRole,
            seenAt: Timestamp?, ordinal: Int16, exclusive: ExclusiveLabel? = nil
        ) {
            self.touchpoint = touchpoint
            self.value = value
            self.kind = kind
            self.role = role
            self.seenAt = seenAt
            self.ordinal = ordinal
            self.exclusive = exclusive
        }
    }

    /// A value of an exclusive kind: one person holds one value a space.
    package struct ExclusiveLabel: Sendable, Hashable {
        package var kind: IdentifierKind
        /// The source, or -1 where the kind is exclusive over all sources.
        package var space: Int32
        package var identifier: Key128

        package init(kind: IdentifierKind, space: Int32, identifier: Key128) {
            self.kind = kind
            self.space = space
            self.identifier = identifier
        }
    }

    package var touchpoints: [Touchpoint] = []
    package var edges: [Edge] = []
    /// Number of distinct `value`s.
    package var valueCount = 0

    package init() {}
}

/// Who is who, with what was refused.
package struct Resolution: Sendable {
    /// For each touchpoint the touchpoint that founded its person.
    package var founder: [Int32]
    /// For each touchpoint the first touchpoint of its block.
    package var block: [Int32]
    /// Touchpoints of each founder's person; 0 for those that found nobody.
    package var size: [Int32]
    /// Edges whose join would have put two exclusive values into one person.
    package var refused: [Int32]
}
