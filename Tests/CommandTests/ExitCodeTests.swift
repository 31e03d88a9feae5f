import Foundation
import JourneyStore
import Postgres
import Testing

@Suite struct `Exit codes` {
    @Test(arguments: [
        ["nonsense"], ["report", "nonsense"], ["ingest"], ["stitch", "--nonsense"],
        ["explain", "no-colon"], ["ingest", "nonsense", "file.csv"], ["export", "nonsense"],
        ["report", "handovers", "--detail", "--by", "nope"],
        ["report", "handovers", "--detail", "--by", "queue"],
        ["report", "handovers", "--sort", "nope"], ["report", "conversions", "--model", "last,x"],
        ["report", "handovers", "--time-zone", "Mars/Base"],
        ["export", "credits", "--model", "any"],
        ["init", "--time-zone", "Mars/Base"],
        ["report", "handovers", "--time-zone", "GMT+3"],
        ["ingest", "segment", "clicks.ndjson", "--time-zone", "Mars/Base"],
        ["ingest", "segment", "clicks.ndjson", "--region", "XX"],
        ["init", "--region", "XX"], ["person", "find", "030 1", "--region", "XX"],
    ])
    func `wrong usage is 64`(arguments: [String]) throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)

            let reply = try journey.run(arguments)

            #expect(reply.status == 64, "\(reply.messages)")
            #expect(reply.output == "")
        }
    }

    @Test func `without a database both ways out are named, and nothing is made`() throws {
        try Workshop.inFolder { folder in
            let data = folder.appending(path: "data")
            let journey = JourneyProgram(in: folder, ["JOURNEY_DATA_DIR": data.path])

            let reply = try journey("stitch")

            #expect(reply.status == 78)
            #expect(reply.messages.contains("journey init"))
            #expect(reply.messages.contains("--database"))
            #expect(!FileManager.default.fileExists(atPath: data.path))
        }
    }

    @Test func `a server without the schema is 78 and says to run init`() throws {
        try Workshop.withDatabase { journey, database in
            let reply = try journey("report", "handovers")

            #expect(reply.status == 78)
            #expect(reply.messages.contains("journey init"))
            #expect(try database.schemaCount() == 0)
        }
    }

    @Test func `a server that cannot be reached is 75`() throws {
        try Workshop.inFolder { folder in
            let journey = JourneyProgram(
                in: folder, ["DATABASE_URL": "host=\(folder.path) dbname=journey user=journey"])

            let reply = try journey("stitch", "--retry-for", "1s")

            #expect(reply.status == 75)
            #expect(reply.messages.split(separator: "\n").count <= 2, "\(reply.messages)")
            #expect(reply.messages.contains("host \(folder.path)"), "\(reply.messages)")
        }
    }

    @Test(arguments: [
        "postgresql://ann:se%40cret@localhost:1/journey",
        "host=localhost port=1 user=ann password='se cret' dbname=journey",
        "postgresql://ann:se/cret@localhost:1/journey",
    ])
    func `an unreachable server is named without user or password`(target: String) throws {
        try Workshop.inFolder { folder in
            let journey = JourneyProgram(in: folder, ["DATABASE_URL": target])

            let reply = try journey("stitch", "--retry-for", "1s", "--verbose")

            let told = reply.messages.split(separator: "\n").filter { !$0.contains("[") }
                .joined(separator: "\n")
            #expect(!told.contains("cret") && !told.contains("ann"), "\(told)")
            if !target.contains("se/") {
                #expect(reply.status == 75)
                #expect(told.contains("host localhost"), "\(told)")
                #expect(told.contains("trying again until"), "\(told)")
            }
        }
    }

    @Test func `another hashing key is 78 and nothing is written`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            let key = journey.folder.appending(path: "data/journey.key")
            try Data(String(repeating: "ab", count: 32).utf8).write(to: key)
            chmod(key.path, 0o600)

            let reply = try journey("ingest", "orders", Workshop.path("orders.csv"))

            #expect(reply.status == 78)
            #expect(reply.messages.contains("key"))
            #expect(try database.count("conversion") == 0)
        }
    }

    @Test func `a schema newer than the program is 78`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            try database.execute(
                """
                insert into journey.schema_migration (version, name, sha256)
                values (9999, '9999_future', '')
                """)

            let reply = try journey("ingest", "orders", Workshop.path("orders.csv"))

            #expect(reply.status == 78)
            #expect(reply.messages.contains("9999"))
            #expect(try database.count("conversion") == 0)
        }
    }

    @Test func `a file that is not the format is 65 and says what it looks like`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)

            let reply = try journey("ingest", "orders", Workshop.path("customers.csv"))

            #expect(reply.status == 65, "\(reply.messages)")
            #expect(reply.messages.contains("customers"))
            #expect(try database.count("conversion") == 0)
        }
    }

    @Test(arguments: ["missing.csv", "missing-*.csv"])
    func `a missing file is 66, and the others are loaded`(name: String) throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)

            let reply = try journey("ingest", "orders", name, Workshop.path("orders.csv"))

            #expect(reply.status == 66, "\(reply.messages)")
            #expect(reply.messages.contains(name))
            #expect(try database.count("conversion") == 2)
        }
    }

    @Test func `an unknown record is 66`() throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)

            let reply = try journey("explain", "orders:nothing")

            #expect(reply.status == 66, "\(reply.messages)")
        }
    }

    @Test func `a record of a bot or an internal call is 66 and says so`() throws {
        let bot =
            #"{"type":"page","messageId":"b1","anonymousId":"v-1","#
            + #""timestamp":"2026-01-12T09:00:00Z","context":{"userAgent":"Googlebot/2.1"}}"#
        let call =
            #","1001","1002","internal","1001","PJSIP/1001-01","PJSIP/1002-02","Dial","#
            + #""PJSIP/1002","2026-01-12 09:30:00","2026-01-12 09:30:04","2026-01-12 09:34:24","#
            + #"264,240,"ANSWERED","DOCUMENTATION","1768210200.9","","","1768210200.9",1"#
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)
            #expect(try journey("ingest", "segment", "-", input: bot + "\n").status == 0)
            let loaded = try journey(
                "ingest", "asterisk-cdr", "-", "--time-zone", "UTC", input: call + "\n")
            #expect(loaded.status == 0, "\(loaded.messages)")
            #expect(try journey("stitch").status == 0)

            for (record, word) in [
                ("segment:b1", "bot"), ("asterisk-cdr:1768210200.9", "internal call"),
            ] {
                let reply = try journey("explain", record)

                #expect(reply.status == 66, "\(reply.output)")
                #expect(reply.messages.contains(word), "\(reply.messages)")
            }
        }
    }

    @Test(arguments: [
        ("orders", Int32(65)), ("customers", 65), ("segment", 0), ("zendesk-chat", 0),
    ])
    func `an empty file is 65 where a header is missing`(connector: String, status: Int32) throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)
            let path = journey.folder.appending(path: "nothing").path
            try Data().write(to: URL(fileURLWithPath: path))

            let reply = try journey("ingest", connector, path)

            #expect(reply.status == status, "\(reply.messages)")
            #expect(reply.messages.contains("is empty") == (status == 65), "\(reply.messages)")
        }
    }

    @Test func `orders given as customers are 65 in either form`() throws {
        let order =
            #"{"order_id":"A-1","account_id":"C-1","email":"a@b.test","amount":"5","#
            + #""currency":"EUR","created_at":"2026-01-12T09:00:00Z"}"#
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)

            for text in [order + "\n", try Workshop.text("orders.csv")] {
                let reply = try journey("ingest", "customers", "-", input: text)

                #expect(reply.status == 65, "\(reply.messages)")
                #expect(reply.messages.contains("orders"), "\(reply.messages)")
            }
            #expect(try database.count("customer") == 0)
        }
    }

    @Test func `a second load while the first holds the source is 75`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            #expect(try journey("ingest", "orders", Workshop.path("orders.csv")).status == 0)
            let lock = LockKey.source("orders", of: .standard)
            #expect(try database.tryAdvisoryLock(key: lock))

            let reply = try journey("ingest", "orders", Workshop.path("orders.csv"))

            #expect(reply.status == 75, "\(reply.messages)")
        }
    }

    @Test func `a result that cannot be written is 73`() throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)

            let reply = try journey(
                "export", "identities", "--output", "no/such/folder/identities.csv")

            #expect(reply.status == 73, "\(reply.messages)")
        }
    }

    @Test func `a demo refuses a schema that it did not make`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            #expect(try journey("ingest", "orders", Workshop.path("orders.csv")).status == 0)
            let target = try #require(journey.variable("DATABASE_URL"))

            let reply = try journey("demo", "--people", "50", "--days", "7", "--database", target)

            #expect(reply.status == 78, "\(reply.messages)")
            #expect(try database.count("conversion") == 2)
        }
    }
}
