import Foundation
import Postgres
import Testing

@Suite struct `The past on the command line` {
    private static let questions = [
        ["handovers", "--by", "queue"], ["repeats", "--detail", "--format", "csv"],
        ["conversions", "--format", "json"], ["trigger-pages", "--format", "markdown"],
    ]

    private static func must(_ journey: JourneyProgram, _ arguments: [String]) throws -> String {
        let reply = try journey.run(arguments)
        try #require(reply.status == 0, "\(arguments.prefix(3)): \(reply.messages)")
        return reply.output
    }

    private static func ingest(
        _ journey: JourneyProgram, _ connector: String, _ text: String
    ) throws {
        let file = journey.folder.appending(path: "\(connector)-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        var arguments = ["ingest", connector, file.path]
        if connector == "asterisk-cdr" {
            arguments += ["--option", "own_numbers=+49309018200", "--time-zone", "Europe/Berlin"]
        }
        _ = try must(journey, arguments)
    }

    private static func answers(
        _ journey: JourneyProgram, _ options: [String] = []
    ) throws -> [String] {
        try questions.map { try must(journey, ["report"] + $0 + options) }
    }

    /// Loads the small shop in three parts, corrected and late, under changing rules.
    ///
    /// - Returns: The run of each stitch, with what the reports said after it.
    private func story(_ journey: JourneyProgram) throws -> [(run: Int, said: [String])] {
        let chats = try Workshop.text("chats.ndjson").split(separator: "\n").map { "\($0)\n" }
        let calls = try Workshop.text("calls.csv").split(separator: "\n").map { "\($0)\n" }
        var told: [(run: Int, said: [String])] = []
        func stitch() throws {
            _ = try Self.must(journey, ["stitch"])
            let said = try Self.answers(journey)
            let run = try #require(
                said[2].firstMatch(of: /"run":([0-9]+)/).flatMap { Int($0.1) })
            told.append((run, said))
        }

        _ = try Self.must(journey, ["init", "--time-zone", "Europe/Berlin", "--region", "DE"])
        try Self.ingest(journey, "segment", try Workshop.text("clicks.ndjson"))
        try Self.ingest(journey, "zendesk-chat", chats.joined())
        try Self.ingest(journey, "asterisk-cdr", calls[1])
        try stitch()

        let corrected = chats[0].replacing("\"Delivery\"", with: "\"Parcels\"")
            .replacing("2026-01-12T09:14:05Z", with: "2026-01-13T09:14:05Z")
        try Self.ingest(journey, "zendesk-chat", corrected + chats[1])
        try Self.ingest(journey, "asterisk-cdr", calls[0] + calls[2])
        try Self.ingest(journey, "customers", try Workshop.text("customers.csv"))
        try stitch()

        try Self.ingest(journey, "orders", try Workshop.text("orders.csv"))
        _ = try Self.must(journey, ["rules", "deny", "phone", "030 90123456", "--by", "ops"])
        let topics = journey.folder.appending(path: "topics.csv")
        try Data("source,word,topic\nzendesk-chat,Parcels,delivery\n".utf8).write(to: topics)
        _ = try Self.must(journey, ["topics", "map", topics.path])
        _ = try Self.must(journey, ["init", "--time-zone", "Asia/Tokyo"])
        try Data("kinds: {email: {max_per_person: 3}}\n".utf8)
            .write(to: journey.folder.appending(path: "data/identity.yaml"))
        try stitch()
        return told
    }

    @Test func `a report as of a run has the bytes that it had then`() throws {
        try Workshop.withDatabase { journey, database in
            let told = try story(journey)
            #expect(Set(told.map(\.said)).count == told.count)
            let before = try journey("export", "--canonical").output

            for (run, said) in told {
                #expect(try Self.answers(journey, ["--as-of", "\(run)"]) == said, "run \(run)")
            }

            #expect(try journey("export", "--canonical").output == before)
            #expect(try database.schemaCount() == 2)
        }
    }

    @Test func `a difference names the figures, and the files and decisions since`() throws {
        try Workshop.withDatabase { journey, _ in
            let told = try story(journey)

            let table = try Self.must(
                journey, ["report", "repeats", "--diff", "\(told[0].run)"])
            #expect(table.contains("What there was since then"))
            #expect(table.contains("asterisk-cdr: ") && table.contains("zendesk-chat: "))
            #expect(table.contains("2 new, 1 of times already reported"), "\(table)")
            #expect(table.contains("1 changed, 1 of times already reported"))
            #expect(table.contains("deny phone +49******3456") && table.contains("by ops"))
            #expect(table.contains("topics") && table.contains("mapped anew"))
            #expect(table.contains("Europe/Berlin → Asia/Tokyo"))

            let csv = try journey(
                "report", "handovers", "--diff", "\(told[1].run)", "--format", "csv")
            #expect(csv.output.hasPrefix("step,figure,before,after,change\n"))
            #expect(csv.output.contains("\nlinkable,chats,1,0,-1\n"), "\(csv.output)")
            #expect(csv.messages.contains("deny phone"))

            let json = try Self.must(
                journey, ["report", "handovers", "--diff", "\(told[1].run)", "--format", "json"])
            let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
            #expect(Set((object as? [String: Any] ?? [:]).keys) == ["difference", "causes"])
        }
    }

    @Test func `rules are previewed with persons, evidence and figures, and nothing changes`()
        throws
    {
        try Workshop.withDatabase { journey, database in
            try `First steps`.loadAll(journey)
            let before = try journey("export", "--canonical").output
            let rules = journey.folder.appending(path: "new.yaml")
            try Data("kinds:\n  phone: {deny: '+493090123456'}\n".utf8).write(to: rules)

            let table = try Self.must(journey, ["rules", "preview", rules.path])

            #expect(table.contains("persons split"))
            #expect(table.contains("asterisk-cdr:1768210270.17  phone  +49******3456"), "\(table)")
            #expect(table.contains("generic: denied by the rules"))
            #expect(try journey("export", "--canonical").output == before)
            #expect(try database.schemaCount() == 2)

            let csv = try Self.must(
                journey, ["rules", "preview", rules.path, "--format", "csv"])
            #expect(csv.contains("\nhandovers,linkable,chats,1,0,-1\n"), "\(csv)")

            let json = try Self.must(
                journey, ["rules", "preview", rules.path, "--format", "json"])
            let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
            #expect(
                Set((object as? [String: Any] ?? [:]).keys) == ["numbers", "persons", "examples"])

            // What was previewed is what happens.
            try FileManager.default.moveItem(
                at: rules, to: journey.folder.appending(path: "data/identity.yaml"))
            _ = try Self.must(journey, ["stitch"])
            let after = try Self.must(
                journey, ["report", "handovers", "--format", "csv"])
            #expect(after.contains("\nlinkable,0,"), "\(after)")
            let same = try Self.must(
                journey,
                ["rules", "preview", journey.folder.appending(path: "data/identity.yaml").path])
            #expect(same.contains("No figure of any report would change."))
            #expect(same.contains("No person would become another."))
        }
    }

    @Test func `records that no stitch saw do not count in a preview`() throws {
        try Workshop.withDatabase { journey, _ in
            try `First steps`.loadAll(journey)
            try Self.ingest(
                journey, "orders",
                "order_id,account_id,amount,currency,created_at\nX1,1001,5,EUR,2026-01-13\n")
            let rules = journey.folder.appending(path: "same.yaml")
            try Data("kinds: {}\n".utf8).write(to: rules)

            let table = try Self.must(journey, ["rules", "preview", rules.path])

            #expect(table.contains("No figure of any report would change."), "\(table)")
        }
    }

    @Test func `what cannot be answered is said`() throws {
        try Workshop.withDatabase { journey, _ in
            _ = try Self.must(journey, ["init"])
            let rules = journey.folder.appending(path: "rules.yaml").path
            try Data("kinds:\n  phone: {deni: 1}\n".utf8).write(to: URL(fileURLWithPath: rules))
            let cases: [([String], Int32, String)] = [
                (["report", "handovers", "--as-of", "3"], 66, "there is no run 3"),
                (["report", "handovers", "--as-of", "99999999999"], 66, "there is no run"),
                (["report", "handovers", "--as-of", "yesterday"], 66, "journey stitch"),
                (["report", "handovers", "--as-of", "soon"], 64, "is no date"),
                (["report", "handovers", "--as-of", "1", "--diff", "1"], 64, "exclude"),
                (["report", "handovers", "--as-of", "1", "--sql"], 64, "--sql"),
                (["report", "handovers", "--diff", "1", "--detail"], 64, "--detail"),
                (["rules", "preview", rules], 65, "line 2, column 11"),
                (["rules", "preview", "nowhere.yaml"], 66, "missing"),
                (["rules", "preview", "-"], 66, "journey stitch"),
            ]

            for (arguments, status, message) in cases {
                let reply = try journey.run(arguments)
                #expect(reply.status == status, "\(arguments): \(reply.messages)")
                #expect(reply.messages.contains(message), "\(arguments): \(reply.messages)")
                #expect(reply.output == "")
            }
        }
    }

    @Test func `a role that may not make schemas is told what it lacks`() throws {
        try Workshop.withDatabase { journey, database in
            try `First steps`.loadAll(journey)
            let role = "reader_\(UUID().uuidString.prefix(8).lowercased())"
            try database.script(
                """
                create role \(role) login;
                grant usage on schema journey, journey_pii to \(role);
                grant select on all tables in schema journey, journey_pii to \(role)
                """)
            defer {
                try? database.script("drop owned by \(role); drop role \(role)")
            }
            let target = (journey.variable("DATABASE_URL") ?? "")
                .replacing(/user=\S+/, with: "user=\(role)")
            let reader = JourneyProgram(
                in: journey.folder,
                [
                    "DATABASE_URL": target,
                    "JOURNEY_DATA_DIR": journey.variable("JOURNEY_DATA_DIR") ?? "",
                ])

            let refused = try reader("report", "handovers", "--as-of", "6")
            #expect(refused.status == 77, "\(refused.messages)")
            #expect(refused.messages.contains("grant create on database"))

            try database.execute(
                "grant create on database \(identifier: database.database) to \(identifier: role)")
            let granted = try reader("report", "handovers", "--as-of", "6")
            #expect(granted.status == 0, "\(granted.messages)")
            #expect(try granted.output == journey("report", "handovers").output)
        }
    }
}
