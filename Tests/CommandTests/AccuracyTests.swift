import Foundation
import Simulator
import Testing

/// The whole way over a simulated company whose truth is known: exports in the formats of real
/// products, the built program, and a judge that shares no code with it.
@Suite struct `Accuracy over a simulated company` {
    @Test func `the persons and the reports agree with what really happened`() throws {
        try Workshop.withPrivateCluster { journey in
            let judgement = try Judgement(of: journey, company: Configuration(people: 600))

            try expectPersons(judgement)
            try expectReports(judgement)
            try expectKinds(judgement)
        }
    }

    private func expectPersons(_ judgement: Judgement) throws {
        let persons = ["persons", "contacts_and_sessions"]
        #expect(try judgement.number(persons + ["precision"]) >= 0.99)
        #expect(try judgement.number(persons + ["recall"]) >= 0.95)
        #expect(try judgement.number(["coverage", "bots_or_internal"]) == 0)
        #expect(try judgement.number(["coverage", "without_person"]) == 0)
        #expect(try judgement.number(["coverage", "unknown_to_truth"]) == 0)
        #expect(try judgement.number(["events", "same_person_as_session"]) == 1)
    }

    private func expectReports(_ judgement: Judgement) throws {
        for report in ["handovers", "repeats", "conversions"] {
            #expect(try judgement.number([report, "rows"]) >= 50, "\(report)")
            let own = [report, "against_own_persons"]
            #expect(try judgement.number(own + ["missing"]) == 0, "\(report)")
            #expect(try judgement.number(own + ["unexpected"]) == 0, "\(report)")
            let within = [report, "within_persons_found"]
            #expect(try judgement.number(within + ["precision"]) >= 0.97, "\(report)")
            #expect(try judgement.number(within + ["recall"]) >= 0.97, "\(report)")
        }
    }

    private func expectKinds(_ judgement: Judgement) throws {
        #expect(try judgement.number(["kinds", "same_kind_as_definition"]) == 1)
        for kind in ["transfer", "instructed", "token"] {
            #expect(try judgement.number(["kinds", kind, "rows"]) >= 5, "\(kind)")
            #expect(try judgement.number(["kinds", kind, "precision"]) >= 0.95, "\(kind)")
        }
    }
}

/// What the judge says of a run over one company.
private struct Judgement {
    private struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    private static let judge = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "evaluation/evaluate.py")

    private static let exports: [(file: String, arguments: [String])] = [
        ("identities.csv", ["export", "identities"]),
        ("events.csv", ["export", "identities", "--events"]),
        ("contacts.csv", ["export", "contacts"]),
        ("topics-listed.csv", ["topics", "list", "--format", "csv"]),
        ("handovers.csv", ["report", "handovers", "--detail", "--format", "csv"]),
        ("repeats.csv", ["report", "repeats", "--detail", "--format", "csv"]),
        ("conversions.csv", ["report", "conversions", "--detail", "--format", "csv"]),
    ]

    private let text: String
    private let figures: Any

    /// Simulates the company, loads, stitches and exports it, and has the result judged.
    init(of journey: JourneyProgram, company: Configuration) throws {
        let manifest = try Company(configuration: company)
            .write(to: journey.folder.appending(path: "company"))
        try TopicWords.csv.write(
            to: journey.folder.appending(path: "topics.csv"), atomically: true, encoding: .utf8)
        try Self.load(manifest, journey)
        for (file, arguments) in Self.exports {
            try Self.output(of: journey, arguments + ["--output", file])
        }
        let judged = try journey.shell(
            """
            command -v python3 >/dev/null || {
                echo "the judge of accuracy needs python3 (3.11 or later) on the PATH" >&2
                exit 69
            }
            python3 '\(Self.judge.path)' company/truth identities.csv \
                --identities-events events.csv --contacts contacts.csv \
                --topics topics-listed.csv --handovers handovers.csv --repeats repeats.csv \
                --conversions conversions.csv
            """)
        guard judged.status == 0 else { throw Unavailable(description: judged.messages) }
        text = judged.output
        figures = try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    private static func load(_ manifest: Manifest, _ journey: JourneyProgram) throws {
        let site = ["--time-zone", manifest.timeZone, "--region", manifest.region]
        try output(of: journey, ["init"] + site)
        for feed in manifest.feeds {
            try output(of: journey, ["ingest", feed.connector] + feed.files.map(\.path))
        }
        try output(of: journey, ["topics", "map", "topics.csv"])
        try output(of: journey, ["stitch"])
    }

    private static func output(of journey: JourneyProgram, _ arguments: [String]) throws {
        let reply = try journey.run(arguments)
        guard reply.status == 0 else {
            throw Unavailable(description: "\(arguments.prefix(2)): \(reply.messages)")
        }
    }

    /// A figure by its path of keys.
    func number(_ path: [String]) throws -> Double {
        var value = figures
        for key in path {
            guard let object = value as? [String: Any], let next = object[key] else {
                throw Unavailable(description: "no figure \(path) in \(text)")
            }
            value = next
        }
        guard let number = value as? Double else {
            throw Unavailable(description: "\(path) is no number in \(text)")
        }
        return number
    }
}
