import Pipeline

/// Explanations as text for people.
enum ExplanationText {
    static func of(_ explanation: Explanation) -> String {
        var lines: [String] = []
        if explanation.samePerson {
            lines.append(
                "\(explanation.first) and \(explanation.second) are one person,"
                    + " \(explanation.firstPerson).")
            lines.append("")
            lines += explanation.chain.flatMap(step)
            if let weakest = explanation.weakest, explanation.chain.count > 1 {
                lines.append("")
                lines.append(
                    "The weakest link is the \(weakest.kind), strength \(weakest.strength).")
            }
        } else {
            lines.append(
                "\(explanation.first) and \(explanation.second) are not one person:"
                    + " \(explanation.firstPerson) and \(explanation.secondPerson).")
            lines.append("")
            lines += explanation.decisions.map { "  " + sentence($0) }
            for shared in explanation.shared {
                lines.append("  both carry \(value(shared.kind, shared.value)): \(shared.reason)")
                lines.append("    what would change it: \(shared.remedy)")
            }
            if let remedy = explanation.remedy { lines.append("  \(remedy)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func of(_ evidence: PersonEvidence) -> String {
        let head = [
            "\(evidence.record) belongs to person \(evidence.person), basis \(evidence.basis).", "",
        ]
        let titles = ["kind", "value", "role", "seen", "record", "verdict"]
        let rows = evidence.items.map { item in
            [
                item.kind, item.value.isEmpty ? "(hash only)" : item.value, item.role,
                item.seenAt ?? "undated", item.record, item.verdict,
            ]
        }
        let table =
            rows.isEmpty ? ["No value says who it was."] : AlignedText.lines([titles] + rows)
        return (head + table).joined(separator: "\n") + "\n"
    }

    private static func sentence(_ decision: Explanation.Decision) -> String {
        let what = decision.ruling == "split" ? "are two persons" : "are one person"
        return "\(decision.first) and \(decision.second) \(what), decided by \(decision.author),"
            + " \(decision.decidedAt)" + (decision.because.map { ": \($0)" } ?? "")
            + (decision.refused.map { " (refused: it \($0))" } ?? "")
    }

    private static func step(_ link: Explanation.Link) -> [String] {
        if let decision = link.decision {
            return ["  \(link.from) — decision — \(link.to)", "      " + sentence(decision)]
        }
        let head = "  \(link.from) — \(value(link.kind, link.value)) — \(link.to)"
        let seen = link.seen.map { observation in
            let place = observation.file.map { file in
                "  \(file)" + (observation.line.map { ":\($0)" } ?? "")
            }
            return "      \(observation.role) in \(observation.record),"
                + " \(observation.seenAt ?? "undated")\(place ?? "")"
        }
        return [head] + seen
    }

    private static func value(_ kind: String, _ value: String) -> String {
        value.isEmpty ? kind : "\(kind) \(value)"
    }
}
