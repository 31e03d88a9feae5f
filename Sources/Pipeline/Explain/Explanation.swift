import JourneyModel

/// Why two records are, or are not, the same person.
package struct Explanation: Sendable, Codable, Hashable {
    /// Two records that carry the same value.
    package struct Link: Sendable, Codable, Hashable {
        package var from: String
        package var to: String
        package var kind: String
        /// Masked; empty for values of which only a hash is kept.
        package var value: String
        package var strength: Int
        package var seen: [Observation]
        /// What somebody decided, in the place of evidence.
        package var decision: Decision?
    }

    /// What somebody decided about two records.
    package struct Decision: Sendable, Codable, Hashable {
        /// `merge` or `split`.
        package var ruling: String
        package var first: String
        package var second: String
        package var author: String
        package var decidedAt: String
        package var because: String?
        /// Why a merge was refused.
        package var refused: String?
    }

    /// Where and when a record shows a value.
    package struct Observation: Sendable, Codable, Hashable {
        package var record: String
        package var role: String
        package var seenAt: String?
        package var file: String?
        package var line: Int?
    }

    /// A value that both persons carry and that does not join them.
    package struct Shared: Sendable, Codable, Hashable {
        package var kind: String
        package var value: String
        package var reason: String
        /// What would make it join them.
        package var remedy: String
    }

    package var first: String
    package var second: String
    package var samePerson: Bool
    package var firstPerson: String
    package var secondPerson: String
    /// The strongest chain of evidence, from first to second; empty when they are not one person.
    package var chain: [Link]
    /// The weakest link of the chain.
    package var weakest: Link?
    /// Decisions that keep the two persons apart, and merges of them that were refused.
    package var decisions: [Decision]
    package var shared: [Shared]
    /// The one change that would join two persons.
    package var remedy: String?
}

/// Everything that says who one person is.
package struct PersonEvidence: Sendable, Codable, Hashable {
    package struct Item: Sendable, Codable, Hashable {
        package var record: String
        package var kind: String
        package var value: String
        package var role: String
        package var seenAt: String?
        package var file: String?
        package var line: Int?
        /// `joins`, or why the value does not.
        package var verdict: String
    }

    package var record: String
    package var person: String
    package var basis: String
    package var items: [Item]
}
