import JourneyModel
import Postgres

/// Everything since a stitch that can have moved a number: files, decisions, settings and persons.
package struct LaterCauses {
    /// One of them.
    package struct Cause: Sendable, Hashable {
        /// `file`, `retry`, `decision`, `rules`, `topics`, `time zone`, `merged` or `split`.
        package var sort: String
        package var what: String
        package var run: Int?
        package var effect: String
    }

    private static let examples = 20

    private let shadow: ShadowInstallation
    private let past: PastStitch

    /// - Parameter shadow: Restored to `past`.
    package init(_ shadow: ShadowInstallation, since past: PastStitch) {
        self.shadow = shadow
        self.past = past
    }

    /// Files first, those with the most records of times already reported ahead.
    package func all() throws -> [Cause] {
        try files() + decisions() + settings() + persons()
    }

    private func files() throws -> [Cause] {
        let found = try shadow.execute("files_since", [:], .int(past.factsThrough))
        return (0..<found.rowCount).map { row in
            let counts = [
                (found.int(row, 4) ?? 0, "new"), (found.int(row, 5) ?? 0, "changed"),
                (found.int(row, 6) ?? 0, "of times already reported"),
            ]
            let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            return Cause(
                sort: found.string(row, 2) == "retry" ? "retry" : "file",
                what: "\(found.string(row, 1) ?? ""): \(found.string(row, 0) ?? "")",
                run: found.int(row, 3), effect: words.joined(separator: ", "))
        }
    }

    private func decisions() throws -> [Cause] {
        let found = try shadow.execute("decisions_since", [:], .int(past.factsThrough))
        return (0..<found.rowCount).map { row in
            let ruling = found.string(row, 1) ?? ""
            var what = "\(ruling) \(found.string(row, 4) ?? "") \(found.string(row, 5) ?? "")"
            if let kind = found.int(row, 2).flatMap({ IdentifierKind(rawValue: Int16($0)) }) {
                let value = Masking.masked(found.string(row, 3), kind)
                what = [ruling, kind.name, value].filter { !$0.isEmpty }.joined(separator: " ")
            }
            return Cause(
                sort: "decision", what: what, run: found.int(row, 0),
                effect: "by \(found.string(row, 6) ?? "")")
        }
    }

    private func settings() throws -> [Cause] {
        let found = try shadow.execute("settings_since", [:], .int(past.run))
        return (0..<found.rowCount).map { row in
            let sort = found.string(row, 1) ?? ""
            let isTopics = sort == "topics"
            return Cause(
                sort: sort,
                what: isTopics
                    ? "mapped anew"
                    : "\(found.string(row, 2) ?? "") → \(found.string(row, 3) ?? "")",
                run: found.int(row, 0), effect: "")
        }
    }

    private func persons() throws -> [Cause] {
        try PersonChanges(shadow, .shadowIsBefore).examples(limit: Self.examples).map { example in
            Cause(
                sort: example.change,
                what: example.change == "merged"
                    ? "\(example.parts) persons into \(example.person)"
                    : "\(example.person) into \(example.parts) persons",
                run: nil, effect: example.evidence?.sentence ?? "")
        }
    }
}

extension PersonChanges.Evidence {
    /// Records, value and reason in a few words.
    package var sentence: String {
        let bond = [kind, value].filter { !$0.isEmpty }.joined(separator: " ")
        let reason = otherwise.isEmpty ? "" : " (otherwise: \(otherwise))"
        return "\(first) and \(second) by \(bond)\(reason)"
    }
}
