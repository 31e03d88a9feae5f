import Postgres
import TestSupport
import Testing

@Suite struct `Parameters of statements` {
    private static let samples: [(Parameter, String)] = [
        (Parameter.text("it's \"quoted\" \\ and $1; drop table x --"), "text"),
        (.text("żółć 北京 👩‍👩‍👧 \u{202E}"), "text"), (.text(""), "text"), (.null, "text"),
        (.int(.min), "bigint"), (.int(.max), "bigint"), (.bool(true), "boolean"),
        (.double(0.1), "double precision"), (.double(-.infinity), "double precision"),
        (.uuid(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF), "uuid"),
        (.bytes([0, 1, 0xFF, 0x5C, 0x27]), "bytea"), (.bytes([]), "bytea"),
        (.timestamp(1_700_000_000_123_456), "timestamptz"),
        (.textArray(["a,b", "", "\"\\{}", "NULL", "ü"]), "text[]"), (.textArray([]), "text[]"),
        (.intArray([-1, 0, 9_000_000_000]), "bigint[]"),
    ]

    @Test func `come back as they were sent`() throws {
        try withTestDatabase { connection, _ in
            for (index, (parameter, type)) in Self.samples.enumerated() {
                let table = "sample\(index)"
                try connection.script("create table \(table) (value \(type))")
                let insert = Query(sql: "insert into \(table) values ($1)", parameter)
                let compare = Query(
                    sql: "select value is not distinct from $1::\(type) from \(table)", parameter)

                let inserted = try connection.execute(insert).affectedRows
                let isEqual = try connection.value(compare)

                #expect(inserted == 1)
                #expect(isEqual == "t", "\(parameter) as \(type)")
            }
        }
    }

    @Test func `are spelled by the server as the value they mean`() throws {
        try withTestDatabase { connection, _ in
            let spelled = try connection.execute(
                Query(
                    sql: """
                        select $1::uuid, $2::timestamptz, $3::bytea, $4::text[], $5::float8,
                            $6::bool, $7::text
                        """,
                    .uuid(high: 1, low: 0xFFFF_FFFF_FFFF_FFFF), .timestamp(-1),
                    .bytes([0, 255]), .textArray(["x y", "\""]), 0.1, false, nil))
            let values = (0..<7).map { spelled.string(0, $0) }

            let expected: [String?] = [
                "00000000-0000-0001-ffff-ffffffffffff", "1969-12-31 23:59:59.999999+00",
                "\\x00ff", "{\"x y\",\"\\\"\"}", "0.1", "f", nil,
            ]
            #expect(values == expected)
        }
    }

    @Test func `with a NUL byte are refused and not cut short`() throws {
        try withTestDatabase { connection, _ in
            let failure = #expect(throws: PostgresError.self) {
                try connection.execute("select \("a\u{0}b")")
            }

            #expect(failure?.code == .invalidValue)
            try #expect(connection.value("select 'usable'") == "usable")
        }
    }

    @Test func `interpolated into a statement never become its text`() throws {
        let hostile = "'; drop table person; --"

        let query: Query = "select \(hostile), \(identifier: "odd\"name") where 1 = \(1)"

        #expect(query.sql == "select $1, \"odd\"\"name\" where 1 = $2")
        #expect(query.parameters == [.text(hostile), .int(1)])
    }
}
