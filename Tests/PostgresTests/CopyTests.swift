import Postgres
import TestSupport
import Testing

@Suite struct `Binary COPY` {
    private static let columns = """
        small smallint, medium integer, large bigint, yes boolean, number float8,
        at timestamptz, key uuid, word text, raw bytea, words text[]
        """
    private static let load = "copy sample from stdin with (format binary)"
    private static let unload =
        "copy (select * from sample order by large) to stdout with (format binary)"

    @Test func `brings every type in and out unchanged`() throws {
        try withTestDatabase { connection, _ in
            try connection.script("create table sample (\(Self.columns))")

            let loaded = try connection.copyIn(Self.load) { writer in
                try writer.row(fields: 10)
                writer.int16(.min)
                writer.int32(.max)
                writer.int64(1)
                writer.bool(true)
                writer.double(0.1)
                writer.timestamp(1_700_000_000_123_456)
                writer.uuid(high: 1, low: .max)
                writer.text("żółć 'x' \\")
                writer.bytea([0, 255, 10])
                writer.textArray(["a,b", ""])
                try writer.row(fields: 10)
                writer.null()
                writer.null()
                writer.int64(2)
                for _ in 3..<10 { writer.null() }
            }

            var seen = 0
            let unloaded = try connection.copyOut(Self.unload) { row in
                seen += 1
                guard row.int64(2) == 1 else {
                    #expect((0..<10).filter { !row.isNull($0) } == [2])
                    return
                }
                #expect(row.int16(0) == .min)
                #expect(row.int32(1) == .max)
                #expect(row.bool(3) == true)
                #expect(row.double(4) == 0.1)
                #expect(row.timestamp(5) == 1_700_000_000_123_456)
                #expect(row.uuid(6)?.high == 1)
                #expect(row.uuid(6)?.low == .max)
                #expect(row.string(7) == "żółć 'x' \\")
                #expect(row.withBytes(8) { $0.map(Array.init) } == [0, 255, 10])
                #expect(row.textArray(9) == ["a,b", ""])
            }
            let words = try connection.value("select at::text || words::text from sample limit 1")

            #expect(loaded == 2)
            #expect(unloaded == 2)
            #expect(seen == 2)
            #expect(words == "2023-11-14 22:13:20.123456+00{\"a,b\",\"\"}")
        }
    }

    @Test func `takes values far larger than its buffer`() throws {
        try withTestDatabase { connection, _ in
            try connection.script("create table sample (large bigint, word text)")
            let lengths = [0, 1, 65_535, 65_536, 131_072, 1_000_000, 3]

            try connection.copyIn(Self.load) { writer in
                for (index, length) in lengths.enumerated() {
                    try writer.row(fields: 2)
                    writer.int64(Int64(index))
                    writer.text(String(repeating: "x", count: length))
                }
            }

            var found: [Int] = []
            try connection.copyOut(Self.unload) { row in
                found.append(row.string(1)?.utf8.count ?? -1)
            }
            #expect(found == lengths)
        }
    }

    @Test func `of many rows keeps them all`() throws {
        try withTestDatabase { connection, _ in
            try connection.script("create table sample (large bigint, word text)")

            let loaded = try connection.copyIn(Self.load) { writer in
                for index in 0..<100_000 {
                    try writer.row(fields: 2)
                    writer.int64(Int64(index))
                    writer.text("row \(index)")
                }
            }

            let digest = try connection.value(
                "select count(*) || '/' || sum(large) || '/' || max(word) from sample")
            #expect(loaded == 100_000)
            #expect(digest == "100000/4999950000/row 99999")
        }
    }

    @Test func `ended by an error of the caller loads nothing`() throws {
        struct Stop: Error {}
        try withTestDatabase { connection, _ in
            try connection.script("create table sample (large bigint, word text)")

            #expect(throws: Stop.self) {
                try connection.copyIn(Self.load) { writer in
                    for _ in 0..<50_000 {
                        try writer.row(fields: 2)
                        writer.int64(1)
                        writer.text("gone")
                    }
                    throw Stop()
                }
            }

            try #expect(connection.value("select count(*) from sample") == "0")
        }
    }

    @Test func `refused by the server leaves the connection usable`() throws {
        try withTestDatabase { connection, _ in
            try connection.script("create table sample (large bigint, word text)")

            let wrongCount = #expect(throws: PostgresError.self) {
                try connection.copyIn(Self.load) { writer in
                    for _ in 0..<50_000 {
                        try writer.row(fields: 1)
                        writer.int64(1)
                    }
                }
            }
            let badText = #expect(throws: PostgresError.self) {
                try connection.copyIn(Self.load) { writer in
                    try writer.row(fields: 2)
                    writer.int64(1)
                    writer.bytea([0xC3, 0x28])
                }
            }

            #expect(wrongCount?.sqlState == "22P04")
            #expect(badText?.code == .invalidValue)
            try #expect(connection.value("select count(*) from sample") == "0")
        }
    }

    @Test func `out that is stopped half-way leaves the connection usable`() throws {
        struct Stop: Error {}
        try withTestDatabase { connection, _ in
            #expect(throws: Stop.self) {
                try connection.copyOut(
                    "copy (select generate_series(1, 2000000)) to stdout (format binary)"
                ) { row in
                    if row.int32(0) == 1000 { throw Stop() }
                }
            }

            try #expect(connection.value("select 'usable'") == "usable")
        }
    }

    @Test func `out of an empty result gives no rows`() throws {
        try withTestDatabase { connection, _ in
            let count = try connection.copyOut("copy (select 1 limit 0) to stdout (format binary)")
            {
                _ in Issue.record("there is no row")
            }

            #expect(count == 0)
        }
    }

    @Test func `that is interrupted loads nothing and leaves the session usable`() throws {
        try withTestDatabase { connection, target in
            try connection.script("create table sample (large bigint, word text)")
            let interruption = Interruption()
            let other = try Connection.open(
                target, application: "tests", retryFor: .zero, interruption: interruption)

            #expect(throws: Interrupted(signal: 15)) {
                try other.copyIn(Self.load) { writer in
                    for index in 0..<1_000_000 {
                        if index == 20_000 { interruption.request(signal: 15) }
                        try writer.row(fields: 2)
                        writer.int64(Int64(index))
                        writer.text("gone")
                    }
                }
            }

            let rows = try other.withoutInterruption {
                try other.value("select count(*) from sample")
            }
            #expect(rows == "0")
        }
    }

    @Test func `whose session the server ends says so`() throws {
        try withTestDatabase { connection, target in
            try connection.script("create table sample (large bigint, word text)")
            let other = try Connection.open(target, application: "tests", retryFor: .zero)
            let process = other.processID

            let failure = #expect(throws: PostgresError.self) {
                try other.copyIn(Self.load) { writer in
                    for index in 0..<1_000_000 {
                        if index == 20_000 {
                            try connection.execute("select pg_terminate_backend(\(process), 5000)")
                        }
                        try writer.row(fields: 2)
                        writer.int64(Int64(index))
                        writer.text("gone")
                    }
                }
            }

            #expect(failure?.code == .connectionLost)
            try #expect(connection.value("select count(*) from sample") == "0")
        }
    }
}
