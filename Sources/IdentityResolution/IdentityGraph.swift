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
        /// Place of its source in ``IdentityGraph/sources``.
        package var source: Int32

        package init(
            key: Key128, startedAt: Timestamp, recordName: String, isMaster: Bool, source: Int32
        ) {
            self.key = key
            self.startedAt = startedAt
            self.recordName = recordName
            self.isMaster = isMaster
            self.source = source
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

        package init(
            touchpoint: Int32, value: Int32, kind: IdentifierKind, role: EvidenceRole,
            seenAt: Timestamp?, ordinal: Int16
        ) {
            self.touchpoint = touchpoint
            self.value = value
            self.kind = kind
            self.role = role
            self.seenAt = seenAt
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

    package var touchpoints: [Touchpoint] = []
    package var edges: [Edge] = []
    /// For each `value` the dense number of its identifier: slices of one share it.
    package var identifiers: [Int32] = []
    /// Names of the sources.
    package var sources: [String] = []
    /// Both touchpoints of each are in the graph.
    package var decisions: [Decision] = []

    package init() {}

    func identifier(of edge: Edge) -> Int32 { identifiers[Int(edge.value)] }
}

/// Who is who, with what was refused.
package struct Resolution: Sendable {
    /// For each touchpoint the touchpoint that founded its person.
    package var founder: [Int32]
    /// For each touchpoint the first touchpoint of its block.
    package var block: [Int32]
    /// Touchpoints of each founder's person; 0 for those that found nobody.
    package var size: [Int32]
    /// Edges whose join would have broken a rule.
    package var refused: [Refusal]
    /// Merges that would have broken a rule or a split.
    package var refusedMerges: [RefusedMerge]

    package struct Refusal: Sendable, Hashable {
        /// Place in ``IdentityGraph/edges``.
        package var edge: Int32
        package var reason: Reason
    }

    package struct RefusedMerge: Sendable, Hashable {
        /// Place in ``IdentityGraph/decisions``.
        package var decision: Int32
        package var reason: Reason
    }

    package enum Reason: Sendable, Hashable, CustomStringConvertible {
        /// Somebody settled that two records are not one person's.
        case decision
        case exclusive(IdentifierKind, perSource: Bool)
        case tooMany(IdentifierKind, most: Int)

        package var description: String {
            switch self {
            case .decision:
                "would join records that a decision keeps apart"
            case .exclusive(let kind, let perSource):
                "would put two \(kind.plural)\(perSource ? " of one source" : "") into one person"
            case .tooMany(let kind, let most):
                "would give one person more \(kind.plural) than the limit of \(most)"
            }
        }
    }
}

extension IdentifierKind {
    /// Several values of the kind, as people say it.
    fileprivate var plural: String {
        switch self {
        case .email: "e-mail addresses"
        case .phone: "telephone numbers"
        case .visitor: "visitor ids"
        case .reference: "reference codes"
        case .contact: "contact ids"
        case .account, .browser, .order, .name: "\(name)s"
        }
    }
}
