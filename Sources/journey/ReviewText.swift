import Pipeline

/// The queue of refused joins for people: a few short lines a question.
enum ReviewText {
    private static let width = 120

    static func text(_ questions: [ReviewQueue.Question]) -> String {
        questions.map { text($0) }.joined(separator: "\n")
    }

    private static func text(_ question: ReviewQueue.Question) -> String {
        let evidence = question.evidence
        var lines = ["\(question.id)  \(question.reason): \(why(evidence))"]
        lines += side(question.record, seen: evidence?.seenAt, question.person)
        if let other = question.otherRecord {
            lines += side(other, seen: evidence?.otherSeenAt, question.otherPerson)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func why(_ evidence: ReviewQueue.Evidence?) -> String {
        guard let evidence else { return "a decision" }
        return "\(evidence.kind) \(evidence.value), strength \(evidence.strength)"
    }

    /// A record, with what is known of it behind or, if that gets too long, below.
    private static func side(_ record: String, seen: String?, _ person: String?) -> [String] {
        let known = [seen.map { "seen \($0)" }, person.map { "person \($0)" }]
            .compactMap(\.self).joined(separator: "  ")
        let line = "    \(record)  \(known)"
        return line.count <= width ? [line] : ["    \(record)", "        \(known)"]
    }
}
