import Foundation
import Postgres
import Simulator
import Testing

@Suite struct `Canonical export` {
    /// One order of loading, in whole files.
    private func load(_ manifest: Manifest, _ journey: JourneyProgram) throws {
        try must(
            journey, ["init", "--time-zone", manifest.timeZone, "--region", manifest.region])
        for feed in manifest.feeds {
            try must(journey, ["ingest", feed.connector] + feed.files.map(\.path))
        }
        try must(journey, ["stitch"])
    }

    /// Every order turned round, logs cut in two, with a stitch in between.
    private func loadBackwards(_ manifest: Manifest, _ journey: JourneyProgram) throws {
        try must(
            journey, ["init", "--time-zone", manifest.timeZone, "--region", manifest.region])
        for (index, feed) in manifest.feeds.reversed().enumerated() {
            for file in feed.files.reversed() {
                for part in try parts(of: file, in: journey.folder).reversed() {
                    try must(journey, ["ingest", feed.connector, part])
                }
            }
            if index % 2 == 1 { try must(journey, ["stitch"]) }
        }
        try must(journey, ["stitch"])
    }

    /// The two halves of a file of lines without a header; any other file whole.
    private func parts(of file: URL, in folder: URL) throws -> [String] {
        guard file.pathExtension == "ndjson" else { return [file.path] }
        let lines = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let halves = [lines[..<(lines.count / 2)], lines[(lines.count / 2)...]]
        return try halves.enumerated().map { index, half in
            let part = folder.appending(path: "\(index)-\(file.lastPathComponent)")
            try (half.joined(separator: "\n") + "\n")
                .write(to: part, atomically: true, encoding: .utf8)
            return part.path
        }
    }

    private func must(_ journey: JourneyProgram, _ arguments: [String]) throws {
        let reply = try journey.run(arguments)
        try #require(reply.status == 0, "\(arguments.prefix(2)): \(reply.messages)")
    }

    private func canonical(_ journey: JourneyProgram) throws -> String {
        let reply = try journey("export", "--canonical")
        try #require(reply.status == 0, "\(reply.messages)")
        return reply.output
    }

    @Test func `two installations that know the same write the same bytes`() throws {
        var exports: [String] = []
        var keys: Set<String> = []
        for isBackwards in [false, true] {
            try Workshop.withDatabase { journey, _ in
                let manifest = try Company(configuration: Configuration(people: 60, days: 20))
                    .write(to: journey.folder.appending(path: "company"))
                if isBackwards {
                    try loadBackwards(manifest, journey)
                } else {
                    try load(manifest, journey)
                }
                exports.append(try canonical(journey))
                keys.insert(
                    try String(
                        contentsOf: journey.folder.appending(path: "data/journey.key"),
                        encoding: .utf8))
            }
        }

        #expect(keys.count == 2)
        let lines = exports.map { Set($0.split(separator: "\n")) }
        let difference = lines[0].symmetricDifference(lines[1])
        #expect(difference.isEmpty, "\(difference.sorted().prefix(6).joined(separator: "\n"))")
        #expect(exports[0] == exports[1])
        for row in ["web_event", "contact", "contact_leg", "chat_turn", "conversion", "evidence"] {
            #expect(exports[0].contains(#"{"row":"\#(row)","#), "\(row)")
        }
    }

    @Test func `lines are sorted bytewise and each is an object`() throws {
        try Workshop.withDatabase { journey, _ in
            try loadShop(journey)

            let lines = try canonical(journey).split(separator: "\n").map(String.init)

            #expect(lines.count > 30)
            for (one, next) in zip(lines, lines.dropFirst()) {
                #expect(!next.utf8.lexicographicallyPrecedes(one.utf8))
            }
            for line in lines {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                #expect((object as? [String: Any])?["row"] is String, "\(line)")
            }
        }
    }

    @Test func `no number, e-mail address, name or hash is in a line`() throws {
        try Workshop.withDatabase { journey, database in
            try loadShop(journey)

            let text = try canonical(journey)
            let hash = try #require(
                try database.execute("select identifier::text from journey.evidence limit 1")
                    .string(0, 0))

            #expect(!text.lowercased().contains("anna.berg@example.com"))
            #expect(!text.contains("3090123456") && !text.contains("BERG"))
            #expect(!text.contains("my parcel"))
            #expect(!text.contains(hash))
            #expect(text.contains(#""identifier":"email@"#))
        }
    }

    @Test(arguments: [
        ("web_event", "language = 'xx'"), ("contact", "agent = 'x'"),
        ("contact_leg", "queue = 'x'"), ("chat_turn", "author = 4"), ("conversion", "amount = 1"),
        ("evidence", "seen_at = seen_at - interval '1 second'"), ("customer", "segment = 'x'"),
        ("person_of", "basis = 'x'"), ("web_session", "events = events + 1"),
        ("journey_step", "step = step + 100"), ("page", "url = url || 'x'"),
    ])
    func `any changed value gives other bytes`(table: String, change: String) throws {
        try Workshop.withDatabase { journey, database in
            try loadShop(journey)
            let before = try canonical(journey)

            try database.script("update journey.\(table) set \(change)")

            #expect(try canonical(journey) != before)
        }
    }

    @Test func `runs, files and places are not in it`() throws {
        try Workshop.withDatabase { journey, database in
            try loadShop(journey)
            let before = try canonical(journey)

            try loadShop(journey)
            try database.script("update journey.web_event set line = line + 7, file_id = 1")

            #expect(try canonical(journey) == before)
        }
    }

    @Test(arguments: [
        ["contacts"], ["--since", "2026-01-01"], ["--channel", "web"], ["--events"],
    ])
    func `it takes no name and no filter`(words: [String]) throws {
        try Workshop.inFolder { folder in
            let reply = try JourneyProgram(in: folder).run(["export", "--canonical"] + words)

            #expect(reply.status == 64, "\(reply.messages)")
        }
    }

    private func loadShop(_ journey: JourneyProgram) throws {
        try must(journey, ["init", "--time-zone", "Europe/Berlin", "--region", "DE"])
        for (connector, file) in [
            ("customers", "customers.csv"), ("segment", "clicks.ndjson"),
            ("zendesk-chat", "chats.ndjson"), ("asterisk-cdr", "calls.csv"),
            ("orders", "orders.csv"),
        ] {
            try must(journey, ["ingest", connector, Workshop.path(file)])
        }
        try must(journey, ["stitch"])
    }
}
