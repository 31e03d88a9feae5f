extension StitchWorld {
    private struct View {
        var browser: Int
        var page: Int
        var second: Int
    }

    private static func at(_ second: Int) -> String {
        "timestamptz '2026-01-05 08:00+00' + interval '\(second) seconds'"
    }

    /// Page trails, clicked numbers and calls within few minutes, so that some are ambiguous; events
    /// and calls of which another copy states another time.
    mutating func addMatches(_ generator: inout SplitMix) {
        var views: [View] = []
        for number in 1_000..<1_030 {
            let view = View(
                browser: generator.below(5), page: 1 + generator.below(3),
                second: 4 * generator.below(100))
            views.append(view)
            facts += Self.copies(&generator, of: view.second) {
                Self.event("w:\(number)", view.browser, at: $0, page: view.page, device: 1)
            }
        }
        for number in 1_100..<1_112 { facts.append(chat(number, views, &generator)) }
        for number in 1_200..<1_208 {
            let second = 600 * generator.below(6) + generator.below(30)
            let browser = generator.below(5)
            let device = [0, 1, 2, 2][generator.below(4)]
            var clicks = Self.copies(&generator, of: second) {
                Self.event("w:\(number)", browser, at: $0, page: nil, device: device)
            }
            if generator.below(3) == 0 {
                clicks[0].statements.append(
                    evidence(
                        "w:\(number)", 3, "own\(generator.below(2))", Self.at(second), 0, role: 7,
                        onEvent: true))
            }
            facts += clicks
        }
        for number in 1_300..<1_312 { facts += calls(number, &generator) }
    }

    /// One copy, or a second one that states another time.
    private static func copies(
        _ generator: inout SplitMix, of second: Int, _ make: (Int) -> Fact
    ) -> [Fact] {
        generator.below(5) > 0
            ? [make(second)] : [make(second), make(second + 30 + generator.below(100))]
    }

    /// A copy of an event as loaded after any other: the earliest time stays.
    private static func event(
        _ name: String, _ browser: Int, at second: Int, page: Int?, device: Int
    ) -> Fact {
        let key = "md5('\(name)')::uuid"
        return Fact(statements: [
            """
            with gone as (
                delete from web_event where event_key = \(key) and occurred_at > \(at(second))
                returning browser, source_id, session_ref, occurred_at
            )
            insert into web_event_move (browser, source_id, session_ref, occurred_at, run_id)
            select browser, source_id, session_ref, occurred_at, {run} from gone
            """,
            """
            insert into web_event (occurred_at, event_key, browser, page_id, source_id, kind,
                device, is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id)
            select \(at(second)), \(key), md5('browser\(browser)')::uuid,
                \(page.map(String.init) ?? "null"), 1, \(page == nil ? 2 : 1), \(device), false,
                false, \(page == nil), {run}, 1, 1, '\(name)'
            where not exists (select from web_event where event_key = \(key))
            """,
        ])
    }

    private mutating func chat(
        _ number: Int, _ views: [View], _ generator: inout SplitMix
    ) -> Fact {
        let browser = generator.below(5)
        let trail = views.filter { $0.browser == browser }.shuffled(using: &generator)
            .prefix(1 + generator.below(3))
        let start = Self.at(400 + generator.below(60))
        var fact = contact(number, "c", 2, "chat", "inbound", start, minutes: 3)
        for entry in trail {
            fact.statements.append(
                """
                insert into chat_page (contact_key, seen_at, page_id, run_id, file_id, line)
                values (md5('c:\(number)')::uuid, \(Self.at(entry.second + generator.below(4))),
                    \(entry.page), {run}, 1, 1)
                """)
        }
        if generator.below(4) == 0 {
            fact.statements.append(evidence("c:\(number)", 4, "browser\(browser)", start, 0))
        }
        if generator.below(2) == 0 {
            fact.statements.append(
                evidence("c:\(number)", 2, "email\(generator.below(4))", start, 1))
        }
        return fact
    }

    private mutating func calls(_ number: Int, _ generator: inout SplitMix) -> [Fact] {
        let second = 600 * generator.below(6) + generator.below(60)
        let direction = ["inbound", "outbound", "internal"][max(0, generator.below(8) - 5)]
        var made = Self.copies(&generator, of: second) { second in
            var copy = contact(
                number, "v", 3, "voice", direction, Self.at(second), minutes: 1)
            copy.statements[0] += """
                 on conflict (contact_key) do update set run_id = excluded.run_id,
                started_at = least(contact.started_at, excluded.started_at),
                ended_at = greatest(contact.ended_at, excluded.ended_at)
                """
            return copy
        }
        if generator.below(2) == 0 {
            made[0].statements.append(
                evidence("v:\(number)", 3, "phone\(generator.below(4))", Self.at(second), 0))
        }
        if generator.below(3) == 0 {
            made[0].statements.append(
                evidence(
                    "v:\(number)", 3, "own\(generator.below(2))", Self.at(second), 1, role: 7))
        }
        return made
    }
}
