import JourneyModel

/// Who is who, with what was refused.
package struct Resolution: Sendable {
    /// For each touchpoint the touchpoint that founded its person, over certain links alone.
    package var founder: [Int32]
    /// As `founder`, over certain and probable links.
    package var probable: [Int32]
    /// As `founder`, over all links.
    package var possible: [Int32]
    /// For touchpoints that weaker links tie to their founder: the share of right ones among such
    /// ties, from 0 to 1. Those not named here are certain, or alone.
    package var chances: [Int32: Chance]
    /// For each touchpoint the first touchpoint of its block.
    package var block: [Int32]
    /// Edges whose join would have broken a rule.
    package var refused: [Refusal]
    /// Merges that would have broken a rule or a split.
    package var refusedMerges: [RefusedMerge]

    /// How sure it is that a touchpoint is its founder's; `nil` where weaker links say nothing.
    package struct Chance: Sendable, Hashable {
        package var probable: Double?
        package var possible: Double?
    }

    /// By what a record is its person's; the raw value is stored.
    package enum Basis: String, Sendable {
        case certain, probable, possible, alone
    }

    package struct Standing: Sendable, Hashable {
        package var basis: Basis
        /// From 0 to 1, with probable links; `nil` where nothing joins the record to another.
        package var probability: Double?
        /// As `probability`, where possible links change it.
        package var possibleProbability: Double?
    }

    /// - Parameter isLinked: The touchpoint has a certain link, or could have one.
    package func standing(of point: Int, isLinked: Bool) -> Standing {
        let chance = chances[Int32(point)]
        let isPossible =
            possible[point] != probable[point]
            || (!isLinked && chance?.probable == nil && chance?.possible != nil)
        let possibleProbability = isPossible ? chance?.possible : nil
        if probable[point] != founder[point] || !isLinked, let probability = chance?.probable {
            return Standing(
                basis: .probable, probability: probability,
                possibleProbability: possibleProbability)
        }
        return Standing(
            basis: isLinked ? .certain : .alone, probability: isLinked ? 1 : nil,
            possibleProbability: possibleProbability)
    }

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
