import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres
import Schema
import TestSupport
import Testing

@testable import Pipeline

/// A few records with what identifies them, in a database of its own: an example to stitch.
struct IdentityCase {
    struct Carried {
        var identifier: Identifier
        var role: EvidenceRole
    }

    let connection: Connection
    let hasher = KeyedHasher(key: [UInt8](repeating: 7, count: 32))
    var rules = IdentityRules.builtIn

    static func with(_ rules: String = "", _ body: (IdentityCase) throws -> Void) throws {
        let rules = try RulesFile(parsing: rules).rules
        try withTestDatabase { connection, _ in
            do {
                try connection.script(
                    "create schema journey; create schema journey_pii; set search_path = journey")
                for migration in try Schema.migrations() { try connection.script(migration.sql) }
                try connection.script(StitchWorld.setUp)
                try body(IdentityCase(connection: connection, rules: rules))
            } catch let error as PostgresError {
                Issue.record("\(error.debugDescription)")
            }
        }
    }

    /// A page view of the source `w`.
    func click(_ name: String, browser: String, day: Int = 1, _ carried: Carried...) throws {
        let run = try newRun()
        let at = "timestamptz '2026-01-01 11:55+00' + interval '\(day) days'"
        let cookie = hasher.key(Identifier(.browser, normalized: browser)).text
        try connection.script(
            """
            insert into web_event (occurred_at, event_key, browser, page_id, source_id, kind, device,
                is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id)
            values (\(at), '\(Self.key(name))', '\(cookie)', 1, 1, 1, 1, false, false, false,
                \(run), 1, 1, '\(name)')
            """)
        for (ordinal, item) in carried.enumerated() {
            try connection.script(
                """
                insert into evidence values ('\(Self.key(name))',
                    '\(hasher.key(item.identifier).text)', \(item.role.rawValue),
                    '\(Self.key(name))', true, \(item.identifier.kind.rawValue), \(ordinal),
                    \(at), null, 1, \(run), 1, 1)
                """)
        }
    }

    /// A chat of the source `c`, a call of `v`, an order of `o` or a customer row of `m`, by the
    /// first letter of its name.
    func record(
        _ name: String, day: Int = 1, seconds: Int = 60, _ carried: Carried...
    ) throws {
        let run = try newRun()
        let at = "timestamptz '2026-01-01 12:00+00' + interval '\(day) days'"
        let key = "'\(Self.key(name))'"
        let source = name.prefix(1)
        try connection.script("delete from evidence where record_key = \(key)")
        switch source {
        case "o":
            try connection.script(
                """
                insert into conversion (conversion_key, source_id, conversion_id, converted_at,
                    amount, currency, goal, run_id, file_id, line)
                values (\(key), 4, '\(name)', \(at), 10, 'EUR', 'sale', \(run), 1, 1)
                """)
        case "m":
            try connection.script(
                """
                insert into customer (customer_key, source_id, customer_id, run_id, file_id, line)
                values (\(key), 5, '\(name)', \(run), 1, 1)
                """)
        default:
            try connection.script(
                """
                insert into contact (contact_key, source_id, contact_id, channel, direction,
                    initiated_by, started_at, ended_at, outcome, run_id, file_id, line)
                values (\(key), \(source == "c" ? 2 : 3), '\(name)',
                    '\(source == "c" ? "chat" : "voice")', 'inbound', 'customer', \(at),
                    \(at) + interval '\(seconds) seconds', 'handled', \(run), 1, 1)
                on conflict (contact_key) do update set run_id = excluded.run_id
                """)
        }
        for (ordinal, item) in carried.enumerated() {
            let identifier = hasher.key(item.identifier).text
            let kind = item.identifier.kind.rawValue
            try connection.script(
                """
                insert into evidence values (\(key), '\(identifier)', \(item.role.rawValue), \(key),
                    false, \(kind), \(ordinal), \(source == "m" ? "null" : at), null, 1, \(run), 1,
                    1)
                """)
            if [.account, .email, .phone, .order].contains(item.identifier.kind) {
                try connection.script(
                    """
                    insert into journey_pii.identifier_value
                    values ('\(identifier)', \(kind), '\(item.identifier.value)')
                    on conflict do nothing
                    """)
            }
        }
    }

    /// What the customer wrote in a chat.
    func message(_ chat: String, _ text: String) throws {
        try connection.script(
            """
            insert into chat_turn (contact_key, ordinal, at, author)
            values ('\(Self.key(chat))', 0, '2026-01-02', 1);
            insert into journey_pii.turn_text values ('\(Self.key(chat))', 0, '\(text)');
            """)
    }

    func decide(_ identifier: Identifier, _ ruling: IdentityDecisions.Ruling) throws {
        try connection.script(
            """
            insert into identifier_decision (identifier, kind, ruling, author, run_id)
            values ('\(hasher.key(identifier).text)', \(identifier.kind.rawValue),
                '\(ruling.rawValue)', 'tester', \(try newRun()))
            """)
    }

    /// Decides about two records, or takes the newest decision about them back.
    func settle(_ ruling: String, _ first: String, _ second: String) throws {
        let overview = Overview(connection: connection, schema: "journey")
        let keys = [first, second].map { Parameter.text(Self.key($0)) }
        let run = Parameter.text(try newRun())
        if ruling == "undo" {
            let found = try overview.execute("overview/find_person_decision", keys[0], keys[1])
            let decision = try #require(found.isEmpty ? nil : found.int(0, 0))
            _ = try overview.execute(
                "overview/undo_person_decision", .int(Int64(decision)), .text("tester"), .null, run)
        } else {
            _ = try overview.execute(
                "overview/add_person_decision", keys[0], keys[1], .text(ruling), .text("tester"),
                .text("heard so"), run)
        }
    }

    /// The key of a record of the source that its first letter names.
    static func key(_ name: String) -> String {
        RecordKeys(source: String(name.prefix(1))).key(name).text
    }

    func newRun() throws -> String {
        try connection.value(
            "insert into run (kind, program_version) values ('test', '0') returning run_id") ?? ""
    }

    /// Stitches, and says where an incremental run and a rebuild differ.
    @discardableResult
    func stitch(rules: IdentityRules? = nil) throws -> StitchReport {
        let stitch = Stitch(
            connection: connection, schema: "journey", rules: rules ?? self.rules, hasher: hasher)
        let report = try stitch.run(rebuild: false, runID: 1, progress: { _ in })
        let incremental = try StitchWorld.dump(connection)
        _ = try stitch.run(rebuild: true, runID: 1, progress: { _ in })
        #expect(try StitchWorld.dump(connection) == incremental)
        return report
    }

    /// The records of each person, in the order of their names.
    func persons() throws -> [String] {
        try texts(
            """
            select string_agg(t.record_id, ' ' order by t.record_id collate "C")
            from person_of as p join touchpoint as t on t.touchpoint_key = p.touchpoint_key
            group by p.certain_person
            """
        ).sorted()
    }

    func texts(_ sql: String) throws -> [String] {
        var texts: [String] = []
        try connection.forEachRow(Query(sql: sql)) { texts.append($0.string(0) ?? "") }
        return texts
    }
}

extension IdentityCase.Carried {
    static func email(_ value: String, _ role: EvidenceRole = .own) -> Self {
        Self(identifier: Identifier(.email, normalized: value), role: role)
    }
    static func phone(_ value: String, _ role: EvidenceRole = .own) -> Self {
        Self(identifier: Identifier(.phone, normalized: value), role: role)
    }
    static func account(_ value: String, _ role: EvidenceRole = .own) -> Self {
        Self(identifier: Identifier(.account, normalized: value), role: role)
    }
    static func browser(_ value: String) -> Self {
        Self(identifier: Identifier(.browser, normalized: value), role: .own)
    }
    static func order(_ value: String, _ role: EvidenceRole = .own) -> Self {
        Self(identifier: Identifier(.order, normalized: value), role: role)
    }
    static func contact(_ value: String, _ role: EvidenceRole) -> Self {
        Self(identifier: Identifier(.contact, normalized: value), role: role)
    }
    static func reference(_ value: String, _ role: EvidenceRole) -> Self {
        Self(identifier: Identifier(.reference, normalized: value), role: role)
    }
}

extension Key128 {
    /// As the server writes it, without its dashes.
    var text: String {
        [high, low].map { part in
            let digits = String(part, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
