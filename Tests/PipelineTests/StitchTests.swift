import IdentityResolution
import JourneyStore
import Postgres
import Schema
import TestSupport
import Testing

@testable import Pipeline

@Suite struct `Stitching on a real database` {
    private static var hasher: KeyedHasher { KeyedHasher(key: [UInt8](repeating: 7, count: 32)) }

    @Test(arguments: 0..<12)
    func `any order and any number of runs give what a rebuild gives`(seed: Int) throws {
        var generator = SplitMix(seed: UInt64(seed) &* 7_919)
        try check(StitchWorld(seed: UInt64(seed)), .builtIn, seed, &generator)
    }

    @Test(arguments: 100..<112)
    func `rules about values, decisions, agents and messages change nothing of that`(
        seed: Int
    ) throws {
        var generator = SplitMix(seed: UInt64(seed) &* 7_919)
        var world = StitchWorld(seed: UInt64(seed))
        world.addRulings(Self.hasher, &generator)
        let rules = try RulesFile(parsing: StitchWorld.rules).rules
        let dump = try check(world, rules, seed, &generator)

        for table in ["identifier_rule", "excluded_touchpoint", "typed_evidence", "agent_"] {
            #expect(dump.contains { $0.hasPrefix(table) }, "seed \(seed): no \(table)")
        }
    }

    @Test(arguments: 200..<224)
    func `decisions about records change nothing of that`(seed: Int) throws {
        var generator = SplitMix(seed: UInt64(seed) &* 7_919)
        var world = StitchWorld(seed: UInt64(seed))
        world.addPersonDecisions(&generator)
        let dump = try check(world, .builtIn, seed, &generator)

        #expect(dump.contains { $0.contains("from decided_pair") }, "seed \(seed)")
    }

    @Test(arguments: 300..<316)
    func `matches by pages and clicks change nothing of that`(seed: Int) throws {
        var generator = SplitMix(seed: UInt64(seed) &* 7_919)
        var world = StitchWorld(seed: UInt64(seed))
        world.addMatches(&generator)
        let dump = try check(world, .builtIn, seed, &generator)

        #expect(dump.contains { $0.hasPrefix("matched_evidence") }, "seed \(seed)")
    }

    /// The same facts in parts with a stitch behind each, rebuilt, and all at once.
    @discardableResult
    private func check(
        _ world: StitchWorld, _ rules: IdentityRules, _ seed: Int, _ generator: inout SplitMix
    ) throws -> [String] {
        let inParts = try withWorld { connection in
            var rest = world.facts.shuffled(using: &generator)[...]
            while !rest.isEmpty {
                let size = 1 + generator.below(30)
                try load(rest.prefix(size), connection)
                rest = rest.dropFirst(size)
                try stitch(connection, rebuild: false, rules)
            }
            let incremental = try StitchWorld.dump(connection)
            try stitch(connection, rebuild: true, rules)
            #expect(try StitchWorld.dump(connection) == incremental, "seed \(seed)")
            return incremental
        }
        let atOnce = try withWorld { connection in
            try load(world.facts.shuffled(using: &generator)[...], connection)
            try stitch(connection, rebuild: false, rules)
            return try StitchWorld.dump(connection)
        }

        #expect(inParts == atOnce, "seed \(seed)")
        #expect(inParts.contains { $0.hasPrefix("person_of") })
        return inParts
    }

    @Test func `an id once published resolves after a merge`() throws {
        _ = try withWorld { connection in
            try connection.script(
                """
                \(Self.call("1", day: 5, phone: "p1")); \(Self.call("2", day: 1, phone: "p2"));
                """)
            try stitch(connection, rebuild: false)
            let old = try connection.value(
                """
                select certain_person::text from person_of as p
                join contact as c on c.contact_key = p.touchpoint_key where contact_id = '1'
                """)
            try connection.script(
                """
                insert into customer (customer_key, source_id, customer_id, run_id, file_id, line)
                values (md5('m:1')::uuid, 5, '1', 2, 1, 1);
                insert into evidence values
                    (md5('m:1')::uuid, md5('p1')::uuid, 5, md5('m:1')::uuid, false, 3, 0, null,
                        null, 5, 2, 1, 1),
                    (md5('m:1')::uuid, md5('p2')::uuid, 5, md5('m:1')::uuid, false, 3, 1, null,
                        null, 5, 2, 1, 1);
                insert into run (kind, program_version) values ('test', '0');
                """)
            try stitch(connection, rebuild: false)

            #expect(
                try connection.value("select count(distinct certain_person) from person_of") == "1")
            let now = try connection.value("select certain_person::text from person_of limit 1")
            let alias = try connection.value(
                "select now_person_id::text from person_alias where person_id = \(old ?? "")::uuid")
            #expect(old != now)
            #expect(alias == now)
            return []
        }
    }

    @Test func `a run without new facts touches nothing`() throws {
        _ = try withWorld { connection in
            try load(StitchWorld(seed: 1).facts[...], connection)
            try stitch(connection, rebuild: false)
            let again = try stitch(connection, rebuild: false)
            #expect(again.solved == 0)
            #expect(again.touchpoints > 0)
            return []
        }
    }

    private static func call(_ id: String, day: Int, phone: String) -> String {
        """
        insert into contact (contact_key, source_id, contact_id, channel, direction, initiated_by,
            started_at, outcome, run_id, file_id, line)
        values (md5('v:\(id)')::uuid, 3, '\(id)', 'voice', 'inbound', 'customer',
            '2026-01-0\(day)', 'handled', 1, 1, 1);
        insert into evidence values (md5('v:\(id)')::uuid, md5('\(phone)')::uuid, 1,
            md5('v:\(id)')::uuid, false, 3, 0, '2026-01-0\(day)', null, 3, 1, 1, 1)
        """
    }

    private func withWorld(_ body: (Connection) throws -> [String]) throws -> [String] {
        var result: [String] = []
        try withTestDatabase { connection, _ in
            try connection.script(
                "create schema journey; create schema journey_pii; set search_path = journey")
            for migration in try Schema.migrations() { try connection.script(migration.sql) }
            try connection.script(StitchWorld.setUp)
            try connection.script(StitchWorld.values)
            result = try body(connection)
        }
        return result
    }

    private func load(_ facts: ArraySlice<StitchWorld.Fact>, _ connection: Connection) throws {
        let run = try connection.value(
            "insert into run (kind, program_version) values ('test', '0') returning run_id")
        let script = facts.flatMap(\.statements).joined(separator: ";\n")
        try connection.script(script.replacing("{run}", with: run ?? ""))
    }

    @discardableResult
    private func stitch(
        _ connection: Connection, rebuild: Bool, _ rules: IdentityRules = .builtIn
    ) throws -> StitchReport {
        try Stitch(connection: connection, schema: "journey", rules: rules, hasher: Self.hasher)
            .run(rebuild: rebuild, runID: 1, progress: { _ in })
    }
}
