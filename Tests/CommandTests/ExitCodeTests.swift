import Foundation
import JourneyStore
import Postgres
import Testing

@Suite struct `Exit codes` {
    @Test(arguments: [
        ["nonsense"], ["report", "nonsense"], ["ingest"], ["stitch", "--nonsense"],
        ["explain", "no-colon"], ["ingest", "nonsense", "file.csv"], ["export", "nonsense"],
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
