import Foundation
import Postgres
import Testing

@Suite struct `The command of the scheduled run` {
    /// The closing line, the last and only one on standard output.
    struct Closing: Decodable {
        struct Part: Decodable {
            let name: String
            let status: String
            let exitCode: Int
        }

        struct Check: Decodable { let check: String }

        let status: String
        let exitCode: Int
        let run: Int?
        let runId: String?
        let message: String?
        let since: String?
        let until: String?
        let sources: [Part]
        let exports: [Part]
        let stitch: Part?
        let checks: [Check]
    }

    private static func closing(_ reply: JourneyProgram.Reply) throws -> Closing {
        let lines = reply.output.split(separator: "\n")
        #expect(lines.count == 1, "\(reply.output)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Closing.self, from: Data((lines.last ?? "").utf8))
    }

    private static func write(_ text: String, _ name: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// A program with an initialised database, and the exports of the shop in its folder.
    private static func withShop(_ body: (JourneyProgram, Connection) throws -> Void) throws {
        try Workshop.withDatabase { journey, database in
            for name in try FileManager.default.contentsOfDirectory(atPath: Workshop.exports.path) {
                try FileManager.default.copyItem(
                    at: Workshop.exports.appending(path: name),
                    to: journey.folder.appending(path: name))
            }
            #expect(try journey("init", "--region", "DE").status == 0)
            try body(journey, database)
        }
    }

    private static let shop = """
        site: {time_zone: Europe/Berlin, region: DE}
        sources:
          - {connector: customers, paths: customers.csv}
          - {connector: segment, paths: clicks.ndjson}
          - {connector: zendesk-chat, paths: chats.ndjson}
          - connector: asterisk-cdr
            paths: calls.csv
            time_zone: Europe/Berlin
            options: {own_numbers: "+49309018200"}
          - {connector: orders, paths: orders.csv}
        exports:
          - {name: handovers, output: "handovers-{date}.csv"}
          - {name: identities, output: identities.csv}

        """

    @Test func `a shop is loaded, stitched and exported, and again changes nothing`() throws {
        try Self.withShop { journey, _ in
            try Self.write(Self.shop, "journey.yaml", in: journey.folder)
            let interval = ["--since", "2026-02-20", "--until", "2026-02-21"]

            let first = try journey.run(["run", "--run-id", "night-1"] + interval)
            let second = try journey.run(["run", "--skip-code=99"] + interval)

            #expect(first.status == 0, "\(first.messages)")
            let closing = try Self.closing(first)
            #expect(closing.status == "complete")
            #expect(closing.runId == "night-1")
            #expect(closing.since == "2026-02-19T23:00:00Z")
            #expect(closing.until == "2026-02-20T23:00:00Z")
            #expect(closing.sources.map(\.status) == Array(repeating: "loaded", count: 5))
            #expect(second.status == 99, "\(second.messages)")
            #expect(try Self.closing(second).status == "nothing_new")
            for (file, expected) in [
                ("handovers-2026-02-20", "handovers"), ("identities", "identities"),
            ] {
                let written = try String(
                    contentsOf: journey.folder.appending(path: "\(file).csv"), encoding: .utf8)
                #expect(try written == Workshop.text("expected/\(expected).csv"))
            }
            let runs = try journey("runs", "--format", "csv").output
            #expect(runs.contains(",night-1"), "\(runs)")
            let shown = try journey("runs", "show", "\(closing.run ?? 0)")
            #expect(shown.output.contains("calls.csv"), "\(shown.output)")
        }
    }

    @Test func `one broken source leaves the others loaded, and says which it was`() throws {
        try Self.withShop { journey, database in
            try Self.write("no such header\n1\n", "orders.csv", in: journey.folder)
            try Self.write(Self.shop, "journey.yaml", in: journey.folder)

            let reply = try journey("run")

            #expect(reply.status == 65, "\(reply.messages)")
            let closing = try Self.closing(reply)
            #expect(closing.status == "partial")
            #expect(closing.sources.map(\.exitCode) == [0, 0, 0, 0, 65])
            #expect(closing.stitch?.status == "complete")
            #expect(closing.exports.map(\.status) == ["complete", "complete"])
            #expect(try database.count("web_event") == 6)
            #expect(try database.count("contact_leg") == 3)
        }
    }

    /// The first run stands in the middle of a command for as long as nobody writes into `feed`.
    @Test func `a second run at the same time ends with 75, names the first, and disturbs nothing`()
        throws
    {
        try Self.withShop { journey, database in
            let text = """
                sources:
                  - {connector: orders, command: "echo here > ready; cat feed"}
                """
            try Self.write(text, "journey.yaml", in: journey.folder)

            let reply = try journey.shell(
                """
                mkfifo ready feed
                journey run > first.json &
                read -r line < ready
                journey run > second.json 2> second.txt || echo "ended with $?" >> second.txt
                cat orders.csv > feed
                wait %1
                """)

            #expect(reply.status == 0, "\(reply.messages)")
            func read(_ name: String) throws -> String {
                try String(contentsOf: journey.folder.appending(path: name), encoding: .utf8)
            }
            let told = try read("second.txt")
            #expect(told.contains("ended with 75"), "\(told)")
            #expect(told.contains("journey run 1, process"), "\(told)")
            #expect(try read("second.json").contains(#""exit_code":75"#))
            #expect(try read("first.json").contains(#""status":"complete""#))
            #expect(try database.count("conversion") == 2)
        }
    }

    @Test func `an export that cannot be written is 73, and leaves the other whole`() throws {
        try Self.withShop { journey, _ in
            let text = """
                sources:
                  - {connector: orders, paths: orders.csv}
                exports:
                  - {name: contacts, output: nowhere/contacts.csv}
                  - {name: journeys, output: journeys.csv}
                """
            try Self.write(text, "journey.yaml", in: journey.folder)

            let reply = try journey("run")

            #expect(reply.status == 73, "\(reply.messages)")
            #expect(try Self.closing(reply).exports.map(\.status) == ["failed", "complete"])
            let left = try FileManager.default.contentsOfDirectory(atPath: journey.folder.path)
            #expect(left.contains("journeys.csv"))
            #expect(!left.contains { $0.contains("unfinished") })
        }
    }

    @Test(arguments: [
        ("sources:\n  - {conector: orders, paths: a}", "line 2, column 6", "connector"),
        (
            "exports:\n  - name: identities\n    output: a.csv\n    filters: {chanel: chat}",
            "line 4, column 23", "channel"
        ),
        (
            "exports:\n  - name: identities\n    output: a.csv\n    filters: {channel: chat}",
            "line 4, column 24", "does not apply"
        ),
        ("exports:\n  - {name: contact, output: a.csv}", "journey.yaml", "contacts"),
    ])
    func `a mistake in the configuration is 78 with its place, before anything is loaded`(
        text: String, place: String, said: String
    ) throws {
        try Self.withShop { journey, database in
            try Self.write(text, "journey.yaml", in: journey.folder)

            let reply = try journey("run")

            #expect(reply.status == 78)
            #expect(reply.messages.contains(place), "\(reply.messages)")
            #expect(reply.messages.contains(said), "\(reply.messages)")
            #expect(try Self.closing(reply).exitCode == 78)
            #expect(try database.count("run") == 0)
        }
    }

    @Test func `without a configuration, or without a database, it is 78`() throws {
        try Workshop.inFolder { folder in
            let data = folder.appending(path: "data")
            let journey = JourneyProgram(in: folder, ["JOURNEY_DATA_DIR": data.path])

            let bare = try journey("run")
            try Self.write("sources: []", "journey.yaml", in: folder)
            let unnamed = try journey("run")

            #expect(bare.status == 78)
            #expect(bare.messages.contains("--example"), "\(bare.messages)")
            #expect(unnamed.status == 78)
            #expect(unnamed.messages.contains("database: embedded"), "\(unnamed.messages)")
            #expect(!FileManager.default.fileExists(atPath: data.path))
        }
    }

    @Test(arguments: [
        ["run", "--since", "tomorrowish"],
        ["run", "--since", "2026-02-02", "--until", "2026-02-01"],
        ["run", "--skip-code", "300"], ["run", "--wait=long"],
    ])
    func `wrong usage is 64`(arguments: [String]) throws {
        try Self.withShop { journey, _ in
            try Self.write("sources: []", "journey.yaml", in: journey.folder)

            let reply = try journey.run(arguments)

            #expect(reply.status == 64, "\(reply.messages)")
            #expect(!reply.messages.contains("Writing to"), "\(reply.messages)")
        }
    }

    @Test func `freshness ends with 1 when a source is over its error limit`() throws {
        try Self.withShop { journey, _ in
            let text = """
                sources:
                  - {connector: orders, paths: orders.csv, freshness: {error: 1h}}
                """
            try Self.write(text, "journey.yaml", in: journey.folder)

            let run = try journey("run")
            let stale = try journey("freshness", "--format", "csv")
            let forPeople = try journey("freshness")
            try Self.write(text.replacing("1h", with: "10000w"), "journey.yaml", in: journey.folder)
            let fresh = try journey("freshness", "--format", "csv")

            #expect(run.status == 1, "\(run.messages)")
            #expect(try Self.closing(run).checks.map(\.check) == ["freshness"])
            #expect(stale.status == 1)
            #expect(stale.output.contains(",error,"), "\(stale.output)")
            #expect(stale.output.contains(",age_hours,"), "\(stale.output)")
            #expect(forPeople.output.contains(" days "), "\(forPeople.output)")
            #expect(fresh.status == 0, "\(fresh.messages)")
            #expect(fresh.output.contains(",fresh,"), "\(fresh.output)")
        }
    }

    @Test func `a load of which no input could be used does not stand as complete`() throws {
        try Self.withShop { journey, _ in
            try Self.write("nonsense\n1\n", "bad.csv", in: journey.folder)

            let bad = try journey("ingest", "orders", "bad.csv", "--run-id", "try-1")
            let half = try journey("ingest", "orders", "bad.csv", "orders.csv")
            let listed = try journey("runs", "--format", "csv").output
                .split(whereSeparator: \.isNewline)

            #expect(bad.status == 65)
            #expect(half.status == 65)
            try #require(listed.count == 3)
            #expect(listed[1].contains(",partial,"), "\(listed)")
            #expect(listed[2].contains(",failed,"), "\(listed)")
            #expect(listed[2].hasSuffix(",try-1"), "\(listed)")
        }
    }

    @Test func `rejects over the share end a load with 1, by 5 % unless another is given`() throws {
        try Self.withShop { journey, database in
            let good = (0..<94).map { "o-\($0),10,EUR,2026-02-13T12:00:00Z\n" }.joined()
            let bad = (0..<6).map { "b-\($0),ten,EUR,2026-02-13T12:00:00Z\n" }.joined()
            try Self.write(
                "order_id,amount,currency,created_at\n" + good + bad, "mixed.csv",
                in: journey.folder)

            let unasked = try journey("ingest", "orders", "mixed.csv")
            let standard = try journey("ingest", "orders", "mixed.csv", "--fail-rejects")
            let allowed = try journey("ingest", "orders", "--fail-rejects=6%", "mixed.csv")

            #expect(unasked.status == 0, "\(unasked.messages)")
            #expect(standard.status == 1, "\(standard.messages)")
            #expect(allowed.status == 0, "\(allowed.messages)")
            #expect(try database.count("conversion") == 94)
        }
    }
}
