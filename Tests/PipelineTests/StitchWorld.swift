import JourneyModel
import JourneyStore
import Postgres
import Schema

/// Random facts of a tiny company, as the ingest stage would leave them.
struct StitchWorld {
    /// One record: SQL statements with `{run}` where the run id goes.
    struct Fact {
        var statements: [String]
    }

    var facts: [Fact] = []
    /// What decisions can be about: the name of each record, and when it happened if it is an event.
    private var records: [(name: String, at: String?)] = []

    /// Values are listed in the rules and decided about; there are agents, and customers type.
    static let rules = """
        kinds:
          account: {case: fold, max_per_person: 2}
          email: {blocked: 'email3@*', deny: 'email2@*'}
          phone: {allow: '+4930000001'}
        exclude:
          phone: '+4930000003'
        typed:
          c: {order: '/47\\d/'}
        """

    /// The plain values of the identifiers.
    static let values = """
        insert into journey_pii.identifier_value
        select md5('account' || n)::uuid, 1, (array['ka', 'KA', 'kb', 'Kb'])[n + 1]
        from generate_series(0, 3) as n
        union all
        select md5('email' || n)::uuid, 2, 'email' || n || '@x.example'
        from generate_series(0, 3) as n
        union all
        select md5('phone' || n)::uuid, 3, '+493000000' || n
        from generate_series(0, 3) as n
        """

    /// Decisions, agents and messages beside the records.
    mutating func addRulings(_ hasher: KeyedHasher, _ generator: inout SplitMix) {
        let number = hasher.key(Identifier(.order, normalized: "471")).text
        facts.append(order(900, &generator))
        facts[facts.count - 1].statements.append(
            evidence("o:900", 6, "471", "timestamptz '2026-01-05'", 2)
                .replacing("md5('471')::uuid", with: "'\(number)'::uuid"))
        for chat in 0..<3 {
            var fact = contact(
                900 + chat, "c", 2, "chat", "inbound", time(&generator), minutes: 3)
            fact.statements.append(
                """
                insert into chat_turn (contact_key, ordinal, at, author)
                values (md5('c:\(900 + chat)')::uuid, 0, \(time(&generator)), 1);
                insert into journey_pii.turn_text
                values (md5('c:\(900 + chat)')::uuid, 0, 'order 47\(chat % 2 + 1) please')
                """)
            facts.append(fact)
        }
        let agent = hasher.key(Identifier(.email, normalized: "eva@ours.example")).text
        for chat in 903..<906 {
            let at = time(&generator)
            var fact = contact(chat, "c", 2, "chat", "inbound", at, minutes: 3)
            fact.statements.append(
                evidence("c:\(chat)", 2, "eva", at, 0)
                    .replacing("md5('eva')::uuid", with: "'\(agent)'::uuid"))
            facts.append(fact)
        }
        facts.append(
            Fact(statements: [
                """
                insert into agent (row_key, source_id, person, source, agent_id, run_id, file_id,
                    line)
                values (md5('1')::uuid, 1, md5('p')::uuid, 'c', 'eva@ours.example', {run}, 1, 1)
                """
            ]))
        for (value, kind, rulings) in [
            ("phone2", 3, ["allow"]), ("browser1", 4, ["deny"]), ("email1", 2, ["deny", "forget"]),
            ("account1", 1, ["deny"]),
        ] {
            facts.append(
                Fact(
                    statements: rulings.map { ruling in
                        """
                        insert into identifier_decision (identifier, kind, ruling, author, run_id)
                        values (md5('\(value)')::uuid, \(kind), '\(ruling)', 'tester', {run})
                        """
                    }))
        }
    }

    /// Decisions about pairs of records, some replaced or taken back, in any order beside the records.
    mutating func addPersonDecisions(_ generator: inout SplitMix) {
        var pairs: Set<[Int]> = []
        for _ in 0..<12 {
            let pair = [generator.below(records.count), generator.below(records.count)].sorted()
            guard pair[0] != pair[1], pairs.insert(pair).inserted else { continue }
            let rulings = [
                ["merge"], ["split"], ["merge", "split"], ["split", "undo"],
                ["split", "merge", "undo"],
            ][generator.below(5)]
            let ends = pair.map { records[$0] }
            facts.append(Fact(statements: rulings.map { Self.decision($0, ends[0], ends[1]) }))
        }
    }

    private static func decision(
        _ ruling: String, _ first: (name: String, at: String?),
        _ second: (name: String, at: String?)
    ) -> String {
        let keys = "md5('\(first.name)')::uuid and second_key = md5('\(second.name)')::uuid"
        let undoes =
            ruling == "undo"
            ? "(select max(decision_id) from person_decision where first_key = \(keys))" : "null"
        return """
            insert into person_decision (ruling, first_key, first_record, first_event_at, second_key,
                second_record, second_event_at, undoes, author, run_id)
            values ('\(ruling)', md5('\(first.name)')::uuid, '\(first.name)',
                \(first.at ?? "null"), md5('\(second.name)')::uuid, '\(second.name)',
                \(second.at ?? "null"), \(undoes), 'tester', {run})
            """
    }

    init(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        for number in 0..<(40 + generator.below(40)) {
            switch generator.below(10) {
            case 0..<5: facts.append(webEvent(number, &generator))
            case 5..<7: facts.append(chat(number, &generator))
            case 7..<9: facts.append(call(number, &generator))
            default:
                facts.append(
                    generator.below(2) == 0
                        ? order(number, &generator) : customer(number, &generator))
            }
        }
    }

    static let setUp = """
        insert into source (name, connector, channel) values
            ('w', 'segment', 'web'), ('c', 'zendesk-chat', 'chat'), ('v', 'asterisk-cdr', 'voice'),
            ('o', 'orders', 'conversion'), ('m', 'customers', 'master');
        insert into page (url, page_group) values ('x/a', '/a'), ('x/b', '/b'), ('x/help', '/help');
        insert into run (kind, program_version) values ('test', '0');
        insert into ingest_file (run_id, source_id, path) values (1, 1, 'x');
        """

    static func dump(_ connection: Connection) throws -> [String] {
        try [
            "web_session", "session_page", "session_evidence", "identifier_verdict",
            "identifier_interval", "identity_edge", "person", "person_of", "refused_link",
            "journey_step", "chat_session", "loose_sighting", "identifier_rule",
            "agent_identifier", "excluded_touchpoint", "typed_evidence", "matched_evidence",
            "relation",
            "refused_merge", "(select first_key, second_key, ruling from decided_pair)",
        ].flatMap { table in
            var rows: [String] = []
            let sql = "select t::text from \(table) as t order by t::text collate \"C\""
            try connection.forEachRow(Query(sql: sql)) { row in
                rows.append("\(table) \(row.string(0) ?? "")")
            }
            return rows
        }
    }

    /// A time in a span of about 130 days, dense enough for sessions and for change of hands.
    private func time(_ generator: inout SplitMix) -> String {
        let day = [0, 1, 2, 60, 61, 130][generator.below(6)]
        let minute = generator.below(240)
        return "timestamptz '2026-01-05 08:00+00' + interval '\(day) days \(minute) minutes'"
    }

    private mutating func webEvent(_ number: Int, _ generator: inout SplitMix) -> Fact {
        let browser = "md5('browser\(generator.below(5))')::uuid"
        let account = generator.below(4) == 0 ? "md5('account\(generator.below(4))')::uuid" : "null"
        let at = time(&generator)
        records.append(("w:\(number)", at))
        let session = generator.below(6) == 0 ? "'s\(generator.below(3))'" : "null"
        var fact = Fact(statements: [
            """
            insert into web_event (occurred_at, event_key, browser, account, page_id, source_id,
                kind, device, is_bot, is_server_side, is_phone_click, run_id, file_id, line,
                message_id, session_ref)
            values (\(at), md5('w:\(number)')::uuid, \(browser), \(account),
                \(generator.below(3) + 1), 1, 1, 1, \(generator.below(20) == 0), false, false,
                {run}, 1, \(number), '\(number)', \(session))
            """
        ])
        if generator.below(6) == 0 {
            fact.statements.append(
                evidence("w:\(number)", 2, "email\(generator.below(4))", at, 0, onEvent: true))
        }
        return fact
    }

    private mutating func chat(_ number: Int, _ generator: inout SplitMix) -> Fact {
        let at = time(&generator)
        var fact = contact(number, "c", 2, "chat", "inbound", at, minutes: generator.below(40))
        if generator.below(2) == 0 {
            fact.statements.append(
                evidence("c:\(number)", 4, "browser\(generator.below(5))", at, 0))
        }
        if generator.below(2) == 0 {
            fact.statements.append(evidence("c:\(number)", 2, "email\(generator.below(4))", at, 1))
        }
        if generator.below(3) == 0 {
            fact.statements.append(
                evidence("c:\(number)", 3, "phone\(generator.below(4))", at, 2, role: 2))
        }
        return fact
    }

    private mutating func call(_ number: Int, _ generator: inout SplitMix) -> Fact {
        let at = time(&generator)
        let direction = ["inbound", "outbound", "internal", "unknown"][min(3, generator.below(12))]
        var fact = contact(number, "v", 3, "voice", direction, at, minutes: generator.below(6))
        fact.statements.append(evidence("v:\(number)", 3, "phone\(generator.below(4))", at, 0))
        if generator.below(3) == 0 {
            fact.statements.append(evidence("v:\(number)", 8, "name\(generator.below(5))", at, 1))
        }
        return fact
    }

    private mutating func order(_ number: Int, _ generator: inout SplitMix) -> Fact {
        let at = time(&generator)
        records.append(("o:\(number)", nil))
        return Fact(statements: [
            """
            insert into conversion (conversion_key, source_id, conversion_id, converted_at, amount,
                currency, goal, run_id, file_id, line)
            values (md5('o:\(number)')::uuid, 4, '\(number)', \(at), 10, 'EUR', 'sale', {run}, 1, 1)
            """,
            evidence("o:\(number)", 1, "account\(generator.below(4))", at, 0),
            evidence("o:\(number)", 2, "email\(generator.below(4))", at, 1),
        ])
    }

    private mutating func customer(_ number: Int, _ generator: inout SplitMix) -> Fact {
        let at = generator.below(3) == 0 ? "null::timestamptz" : time(&generator)
        records.append(("m:\(number)", nil))
        return Fact(statements: [
            """
            insert into customer (customer_key, source_id, customer_id, seen_at, run_id, file_id,
                line)
            values (md5('m:\(number)')::uuid, 5, '\(number)', \(at), {run}, 1, 1)
            """,
            evidence("m:\(number)", 1, "account\(generator.below(4))", at, 0, role: 5),
            evidence("m:\(number)", 3, "phone\(generator.below(4))", at, 1, role: 5),
        ])
    }

    mutating func contact(
        _ number: Int, _ source: String, _ sourceID: Int, _ channel: String, _ direction: String,
        _ at: String, minutes: Int
    ) -> Fact {
        records.append(("\(source):\(number)", nil))
        return Fact(statements: [
            """
            insert into contact (contact_key, source_id, contact_id, channel, direction,
                initiated_by, started_at, ended_at, outcome, run_id, file_id, line)
            values (md5('\(source):\(number)')::uuid, \(sourceID), '\(number)', '\(channel)',
                '\(direction)', 'customer', \(at), \(at) + interval '\(minutes) minutes',
                'handled', {run}, 1, 1)
            """
        ])
    }

    func evidence(
        _ record: String, _ kind: Int, _ value: String, _ at: String, _ ordinal: Int,
        role: Int = 1, onEvent: Bool = false
    ) -> String {
        """
        insert into evidence (record_key, identifier, role, touchpoint_key, on_web_event, kind,
            ordinal, seen_at, source_id, run_id, file_id, line)
        values (md5('\(record)')::uuid, md5('\(value)')::uuid, \(role), md5('\(record)')::uuid,
            \(onEvent), \(kind), \(ordinal), \(at), 1, {run}, 1, 1)
        """
    }
}

/// A seeded generator, so that a failing world can be made again.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
