import JourneyStore
import Postgres
import TestSupport
import Testing

@testable import Schema

@Suite struct `Migrations` {
    static let two = [
        Schema.Migration(version: 1, name: "0001_a", sql: "create table a (n integer);"),
        Schema.Migration(version: 2, name: "0002_b", sql: "create table b (n integer);"),
    ]

    @Test func `run once, in order, and only what is missing`() throws {
        try withTestDatabase { connection, _ in
            let old = try Migrator(
                connection, schema: .standard, migrations: Array(Self.two.prefix(1)))
            let new = try Migrator(connection, schema: .standard, migrations: Self.two)

            #expect(try old.migrate() == ["0001_a"])
            #expect(throws: StoreError.olderSchema(schema: "journey", version: 1, needed: 2)) {
                try new.check()
            }
            #expect(try new.migrate() == ["0002_b"])
            #expect(try new.migrate() == [])
            try new.check()
        }
    }

    @Test func `a newer schema is refused by reading and by init`() throws {
        try withTestDatabase { connection, _ in
            try Migrator(connection, schema: .standard, migrations: Self.two).migrate()
            let old = try Migrator(
                connection, schema: .standard, migrations: Array(Self.two.prefix(1)))
            let newer = StoreError.newerSchema(schema: "journey", version: 2, known: 1)

            #expect(throws: newer) { try old.check() }
            #expect(throws: newer) { try old.migrate() }
            #expect(newer.exitCode == 78)
        }
    }

    @Test func `a step whose text changed after it was taken is refused`() throws {
        try withTestDatabase { connection, _ in
            try Migrator(connection, schema: .standard, migrations: Self.two).migrate()
            var changed = Self.two
            changed[0].sql += " -- changed"

            #expect(throws: StoreError.changedMigration(name: "0001_a")) {
                try Migrator(connection, schema: .standard, migrations: changed).check()
            }
        }
    }

    @Test func `a step that fails leaves nothing of itself`() throws {
        try withTestDatabase { connection, _ in
            var broken = Self.two
            broken[1].sql = "create table b (n integer); select 1 / 0;"

            #expect(throws: PostgresError.self) {
                try Migrator(connection, schema: .standard, migrations: broken).migrate()
            }
            #expect(
                try connection.execute("select to_regclass('journey.b') is null").bool(0, 0) == true
            )
            try Migrator(connection, schema: .standard, migrations: Self.two).migrate()
        }
    }
}
