import Postgres
import TestSupport
import Testing

@Suite struct `Statements` {
    private static let failures: [(String, PostgresError.Code, String, Int32)] = [
        ("select * from nowhere", PostgresError.Code.schemaMissing, "42P01", 78),
        ("select nothing from pg_class", .schemaMissing, "42703", 78),
        ("create table missing.t (a int)", .schemaMissing, "3F000", 78),
        ("selec 1", .invalidStatement, "42601", 70),
        ("select 1/0", .invalidValue, "22012", 70),
        ("do $$ begin raise sqlstate '40001'; end $$", .conflict, "40001", 75),
        ("do $$ begin raise sqlstate '40P01'; end $$", .conflict, "40P01", 75),
        ("do $$ begin raise sqlstate '55P03'; end $$", .locked, "55P03", 75),
        ("do $$ begin raise sqlstate '57014'; end $$", .cancelled, "57014", 75),
        ("do $$ begin raise sqlstate '53100'; end $$", .diskFull, "53100", 74),
        ("do $$ begin raise sqlstate '53200'; end $$", .outOfResources, "53200", 74),
        ("do $$ begin raise sqlstate '58030'; end $$", .inputOutput, "58030", 74),
        ("do $$ begin raise sqlstate '42501'; end $$", .permissionDenied, "42501", 77),
        ("do $$ begin raise sqlstate '23505'; end $$", .duplicateKey, "23505", 70),
        ("do $$ begin raise sqlstate '08007'; end $$", .outcomeUnknown, "08007", 75),
        ("do $$ begin raise sqlstate 'XX000'; end $$", .internalError, "XX000", 70),
    ]

    @Test func `that fail say why, and the connection goes on`() throws {
        try withTestDatabase { connection, _ in
            for (sql, code, state, exit) in Self.failures {
                let failure = #expect(throws: PostgresError.self, "\(sql)") {
                    try connection.execute(Query(sql: sql))
                }

                #expect(failure?.code == code, "\(sql)")
                #expect(failure?.sqlState == state)
                #expect(failure?.exitCode == exit)
            }
            try #expect(connection.value("select 'usable'") == "usable")
        }
    }

    @Test func `that fail keep the server's words out of the public description`() throws {
        try withTestDatabase { connection, _ in
            let failure = #expect(throws: PostgresError.self) {
                try connection.execute("select \("ada@example.com")::int")
            }

            #expect(failure?.description.contains("ada") == false)
            #expect(failure?.debugDescription.contains("ada@example.com") == true)
        }
    }

    @Test func `give names, types and typed values`() throws {
        try withTestDatabase { connection, _ in
            let result = try connection.execute(
                "select 1::bigint as a, null::int as b, 1.5::float8 as c, true as d, 'x' as e")
            let names = result.names
            let types = result.columnTypes
            let (a, b, c) = (result.int(0, 0), result.int(0, 1), result.double(0, 2))
            let (d, e) = (result.bool(0, 3), result.string(0, 4))

            #expect(names == ["a", "b", "c", "d", "e"])
            #expect(types == [20, 23, 701, 16, 25])
            #expect(a == 1)
            #expect(b == nil)
            #expect(c == 1.5)
            #expect(d == true)
            #expect(e == "x")
        }
    }

    @Test func `stream their rows in text and in binary form`() throws {
        try withTestDatabase { connection, _ in
            var text = 0
            var binary: Int64 = 0
            let query = Query(sql: "select n, 'é' from generate_series(1, $1::bigint) as n", 5000)

            let textRows = try connection.forEachRow(query) { row in
                text += row.int(0) ?? 0
                if row.string(1) != "é" { Issue.record("the text was changed") }
            }
            let binaryRows = try connection.forEachBinaryRow(query) { row in
                binary += row.int64(0) ?? 0
            }

            #expect(textRows == 5000)
            #expect(binaryRows == 5000)
            #expect(text == 12_502_500)
            #expect(binary == 12_502_500)
        }
    }

    @Test func `whose stream is stopped or fails leave the connection usable`() throws {
        struct Stop: Error {}
        try withTestDatabase { connection, _ in
            #expect(throws: Stop.self) {
                try connection.forEachRow("select generate_series(1, 2000000)") { _ in throw Stop()
                }
            }
            let failure = #expect(throws: PostgresError.self) {
                try connection.forEachRow("select 10 / (5 - n) from generate_series(1, 9) n") { _ in
                }
            }

            #expect(failure?.sqlState == "22012")
            try #expect(connection.value("select 'usable'") == "usable")
        }
    }

    @Test func `do not depend on the settings of the role or the database`() throws {
        try withTestDatabase { connection, target in
            let name = connection.database
            for setting in [
                "timezone to 'Asia/Kathmandu'", "datestyle to 'SQL, DMY'",
                "intervalstyle to 'sql_standard'", "extra_float_digits to '-5'",
                "bytea_output to 'escape'", "standard_conforming_strings to off",
            ] {
                try connection.script("alter database \(quoted(identifier: name)) set \(setting)")
            }
            let other = try Connection.open(target, application: "tests", retryFor: .zero)

            let result = try other.execute(
                """
                select '2024-03-04 05:06:07+00'::timestamptz, '1 day 2 hours'::interval,
                    0.1::float8, '\\x00'::bytea, 'a\\n'
                """)
            let values = (0..<5).map { result.string(0, $0) }

            let expected: [String?] = [
                "2024-03-04 05:06:07+00", "P1DT2H", "0.1", "\\x00", "a\\n",
            ]
            #expect(values == expected)
        }
    }
}
