import JourneyModel
import Postgres

extension IdentityCase {
    private static func at(_ second: Int) -> String {
        "timestamptz '2026-01-02 12:00+00' + interval '\(second) seconds'"
    }

    /// A page view of the source `w`.
    func view(_ name: String, browser: String, page: Int, second: Int) throws {
        try event(name, browser: browser, page: "\(page)", second: second, device: 1)
    }

    /// A click on a number of the company.
    func tap(
        _ name: String, browser: String, second: Int, device: Int = 2, number: String? = nil
    ) throws {
        try event(name, browser: browser, page: "null", second: second, device: device)
        if let number { try reach(name, number, second: second, onEvent: true) }
    }

    /// A chat of the source `c` with the pages that it lists.
    func chat(
        _ name: String, second: Int, trail: [(page: Int, second: Int)], _ carried: Carried...
    ) throws {
        try contact(name, source: 2, channel: "chat", second: second)
        for entry in trail {
            try connection.script(
                """
                insert into chat_page (contact_key, seen_at, page_id, run_id, file_id, line)
                values ('\(Self.key(name))', \(Self.at(entry.second)), \(entry.page),
                    \(try newRun()), 1, 1)
                """)
        }
        for (ordinal, item) in carried.enumerated() {
            try connection.script(
                """
                insert into evidence values ('\(Self.key(name))',
                    '\(hasher.key(item.identifier).text)', \(item.role.rawValue),
                    '\(Self.key(name))', false, \(item.identifier.kind.rawValue), \(ordinal),
                    \(Self.at(second)), null, 2, \(try newRun()), 1, 1)
                """)
        }
    }

    /// An inbound call of the source `v`.
    func call(_ name: String, second: Int, dialled: String? = nil) throws {
        try contact(name, source: 3, channel: "voice", second: second)
        if let dialled { try reach(name, dialled, second: second, onEvent: false) }
    }

    private func contact(_ name: String, source: Int, channel: String, second: Int) throws {
        try connection.script(
            """
            insert into contact (contact_key, source_id, contact_id, channel, direction,
                initiated_by, started_at, ended_at, outcome, run_id, file_id, line)
            values ('\(Self.key(name))', \(source), '\(name)', '\(channel)', 'inbound', 'customer',
                \(Self.at(second)), \(Self.at(second + 60)), 'handled', \(try newRun()), 1, 1)
            """)
    }

    private func event(
        _ name: String, browser: String, page: String, second: Int, device: Int
    ) throws {
        let cookie = hasher.key(Identifier(.browser, normalized: browser)).text
        try connection.script(
            """
            insert into web_event (occurred_at, event_key, browser, page_id, source_id, kind, device,
                is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id)
            values (\(Self.at(second)), '\(Self.key(name))', '\(cookie)', \(page), 1,
                \(page == "null" ? 2 : 1), \(device), false, false, \(page == "null"),
                \(try newRun()), 1, 1, '\(name)')
            """)
    }

    /// The company's number that a click or a call reached.
    private func reach(
        _ name: String, _ number: String, second: Int, onEvent: Bool
    ) throws {
        try connection.script(
            """
            insert into evidence values ('\(Self.key(name))', md5('\(number)')::uuid, 7,
                '\(Self.key(name))', \(onEvent), 3, 0, \(Self.at(second)), null, 1,
                \(try newRun()), 1, 1)
            """)
    }

    /// The records of each probable person, in the order of their names.
    func probable() throws -> [String] {
        try texts(
            """
            select string_agg(t.record_id, ' ' order by t.record_id collate "C")
            from person_of as p join touchpoint as t on t.touchpoint_key = p.touchpoint_key
            group by p.probable_person
            """
        ).sorted()
    }
}
