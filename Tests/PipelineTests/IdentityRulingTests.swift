import IdentityResolution
import JourneyModel
import Testing

@testable import Pipeline

/// One worked example for each thing that rules and people settle about values.
@Suite struct `Rulings about single values` {
    private static let desk = Identifier(.phone, normalized: "+4930901000")

    @Test func `a blocked value is no identifier, and tells no owners apart`() throws {
        try IdentityCase.with("kinds: {email: {blocked: '*@nowhere.example'}}") { world in
            try world.record("c1", .email("a@nowhere.example"))
            try world.record("c2", day: 2, .email("a@nowhere.example"))
            try world.stitch()

            #expect(try world.persons() == ["c1", "c2"])
            #expect(
                try world.texts("select verdict || ' ' || reason from identifier_verdict")
                    == ["blocked blocked by the rules"])
        }
        try IdentityCase.with("kinds: {account: {blocked: guest}}") { world in
            try world.record("o1", .account("guest"), .email("b@mail.example"))
            try world.record("o2", day: 2, .account("K1"), .email("b@mail.example"))
            try world.stitch()

            #expect(try world.persons() == ["o1 o2"])
        }
    }

    @Test func `what has not the format of its kind is blocked`() throws {
        try IdentityCase.with("kinds: {account: {format: '/K\\d+/'}}") { world in
            try world.record("o1", .account("K1"))
            try world.record("o2", day: 2, .account("K1"))
            try world.record("o3", .account("shop"))
            try world.record("o4", day: 2, .account("shop"))
            try world.stitch()

            #expect(try world.persons() == ["o1 o2", "o3", "o4"])
        }
    }

    @Test func `spellings that differ in case are one value where the rules say so`() throws {
        for (rules, expected) in [
            ("", ["o1", "o2 o3"]), ("kinds: {account: {case: fold}}", ["o1 o2 o3"]),
        ] {
            try IdentityCase.with(rules) { world in
                try world.record("o1", .account("k1"))
                try world.stitch()
                try world.record("o2", day: 2, .account("K1"))
                try world.record("o3", day: 3, .account("K1"))
                try world.stitch()

                #expect(try world.persons() == expected)
            }
        }
    }

    @Test func `allowed values are never generic, denied ones always`() throws {
        let rules = """
            kinds:
              phone:
                allow: ['+4930901*']
                deny: ['+49409*', '+4930901999']
            """
        try IdentityCase.with(rules) { world in
            for (number, phone) in ["+4930901000", "+4940900000", "+4930901999"].enumerated() {
                try world.record("o\(number)1", .account("A\(number)"), .phone(phone))
                try world.record("v\(number)2", day: 2, .phone(phone))
            }
            try world.record("o03", day: 3, .account("B"), .phone("+4930901000"))
            try world.stitch()

            #expect(
                try world.persons() == ["o01 v02", "o03", "o11", "o21", "v12", "v22"].sorted())
            #expect(
                try world.texts(
                    "select distinct reason from identifier_verdict where verdict = 'generic'")
                    == ["denied by the rules"])
        }
    }

    @Test func `a decision counts until it is taken back, and wins over the rules`() throws {
        try IdentityCase.with("kinds: {phone: {allow: '+4930901000'}}") { world in
            try world.record("v1", .phone("+4930901000"))
            try world.record("v2", day: 9, .phone("+4930901000"))
            try world.record("v3", .phone("+4930902000"))
            try world.stitch()
            #expect(try world.persons() == ["v1 v2", "v3"])

            try world.decide(Self.desk, .deny)
            let report = try world.stitch()
            #expect(try world.persons() == ["v1", "v2", "v3"])
            #expect(report.solved == 2, "only the records of the value are solved")

            try world.decide(Self.desk, .forget)
            try world.stitch()
            #expect(try world.persons() == ["v1 v2", "v3"])
        }
    }

    @Test func `an overruled verdict joins`() throws {
        try IdentityCase.with { world in
            for call in 1...12 { try world.record("v\(call)", day: call, .phone("+4930901000")) }
            try world.stitch()
            #expect(
                try world.texts("select reason from identifier_verdict")
                    == ["12 calls within 30 days; the limit is 9"])
            #expect(try world.persons().count == 12)

            try world.decide(Self.desk, .allow)
            try world.stitch()
            #expect(try world.persons().count == 1)
        }
    }

    @Test func `a decision about a value counts for all its spellings`() throws {
        try IdentityCase.with("kinds: {account: {case: fold}}") { world in
            try world.record("o1", .account("k1"))
            try world.record("o2", day: 2, .account("K1"))
            try world.decide(Identifier(.account, normalized: "K1"), .deny)
            try world.stitch()

            #expect(try world.persons() == ["o1", "o2"])
        }
    }

    @Test func `values of which only the hash is kept are listed whole`() throws {
        try IdentityCase.with(
            "kinds: {browser: {deny: [0a1b2c3d-0000-4000-8000-00000000000a]}}"
        ) { world in
            for (number, last) in ["a", "b"].enumerated() {
                let browser = "0a1b2c3d-0000-4000-8000-00000000000\(last)"
                try world.record("c\(number)1", .browser(browser))
                try world.record("c\(number)2", day: 2, .browser(browser))
            }
            try world.stitch()

            #expect(try world.persons() == ["c01", "c02", "c11 c12"])
        }
    }

    @Test func `other evidence of a record leaves nothing of the old behind`() throws {
        try IdentityCase.with { world in
            for call in 1...10 { try world.record("v\(call)", day: call, .phone("+4930901000")) }
            try world.stitch()
            #expect(try world.persons().count == 10)

            try world.record("v10", day: 10, .phone("+4930902000"))
            try world.stitch()
            #expect(try world.persons().count == 2, "nine calls are one person's")
        }
    }
}

@Suite struct `Records that stand alone` {
    private static let rules = """
        exclude:
          email: '*@ours.example'
          phone: '+4930901000'
        """

    @Test func `are those of excluded values, whatever else they share`() throws {
        try IdentityCase.with(Self.rules) { world in
            try world.record("c1", .email("eva@ours.example"), .phone("+4930902000"))
            try world.record("c2", day: 2, .email("eva@ours.example"))
            try world.record("v3", day: 3, .phone("+4930902000"))
            try world.record("v4", day: 4, .phone("+4930902000"))
            try world.record("v5", day: 4, .phone("+4930901000"))
            let report = try world.stitch()

            #expect(try world.persons() == ["c1", "c2", "v3 v4", "v5"])
            #expect(report.excluded == 3)
        }
    }

    @Test func `are not those of customers who mention an employee`() throws {
        try IdentityCase.with(Self.rules) { world in
            try world.record("c1", .email("eva@ours.example", .typed), .phone("+4930902000"))
            try world.record("v2", day: 2, .phone("+4930902000"))
            #expect(try world.stitch().excluded == 0)

            #expect(try world.persons() == ["c1 v2"])
        }
    }

    @Test func `are those of agents, by the addresses and numbers in their feed`() throws {
        try IdentityCase.with { world in
            try world.record("c1", .email("eva@mail.example"))
            try world.record("c2", day: 2, .email("eva@mail.example"))
            try world.record("v3", .phone("+4930902000"))
            try world.record("v4", day: 2, .phone("+4930902000"))
            try world.stitch()
            #expect(try world.persons() == ["c1 c2", "v3 v4"])

            try world.connection.script(
                """
                insert into agent (row_key, source_id, person, source, agent_id, run_id, file_id,
                    line)
                values (md5('1')::uuid, 1, md5('p')::uuid, 'v', '+49 30 902000', 1, 1, 1),
                    (md5('2')::uuid, 1, md5('p')::uuid, 'c', '17', 1, 1, 2);
                insert into journey_pii.feed_text values
                    (md5('2')::uuid, 'person', 'Eva@Mail.example');
                """)
            #expect(try world.stitch().excluded == 4)
            #expect(try world.persons() == ["c1", "c2", "v3", "v4"])

            try world.connection.script("delete from agent where agent_id = '17'")
            try world.stitch()
            #expect(try world.persons() == ["c1 c2", "v3", "v4"])
        }
    }
}

@Suite struct `Households` {
    @Test func `are persons who share a number that does not join them`() throws {
        try IdentityCase.with { world in
            try world.record("o1", .account("A"), .phone("+4930902000"))
            try world.record("o2", day: 2, .account("A"))
            try world.record("o3", day: 3, .account("B"), .phone("+4930902000"))
            let report = try world.stitch()

            #expect(try world.persons() == ["o1 o2", "o3"])
            #expect(report.households == 1)
            #expect(
                try world.texts(
                    """
                    select r.kind || ' ' || r.verdict || ' ' || cardinality(r.persons)
                        || ' ' || (r.since at time zone 'UTC')::date
                    from relation as r
                    """)
                    == ["household shared: 2 accounts within 30 days; the limit is 1 2 2026-01-02"])

            try world.decide(Identifier(.phone, normalized: "+4930902000"), .allow)
            try world.stitch()
            #expect(try world.persons() == ["o1 o2", "o3"], "two accounts of one source")
            #expect(
                try world.texts("select verdict from relation")
                    == ["refused: would put two accounts of one source into one person"])
        }
    }

    @Test func `go and come with the persons`() throws {
        try IdentityCase.with { world in
            try world.record("o1", .account("A"), .phone("+4930902000"))
            try world.record("o3", day: 3, .account("B"), .phone("+4930902000"))
            try world.stitch(rules: .builtIn)
            for number in 4...8 {
                try world.record(
                    "o\(number)", day: 3, .account("C\(number)"), .phone("+4930902000"))
                let households = try world.stitch().households
                #expect(households == (number < 8 ? 1 : 0), "seven are no household")
            }
        }
    }

    @Test func `are not strangers who are known by nothing else`() throws {
        try IdentityCase.with { world in
            try world.record("v1", seconds: 600, .phone("+4930902000"))
            try world.record("v2", seconds: 600, .phone("+4930902000"))
            #expect(try world.stitch().households == 0)
        }
    }
}

@Suite struct `What customers type and hear` {
    private static let rules = """
        typed:
          c:
            order: ['/47\\d{5}/']
            reference: ['/[a-z]{2}-\\d{4}/']
        """

    @Test func `joins by the order number, at the strength of typed values`() throws {
        try IdentityCase.with(Self.rules) { world in
            try world.record("o1", .order("4711001"), .account("A"))
            try world.record("c2", day: 2)
            try world.message("c2", "Where is my order 4711001?")
            try world.record("c3", day: 2)
            try world.message("c3", "Where is my order 47110019?")
            try world.stitch()

            #expect(try world.persons() == ["c2 o1", "c3"])
            #expect(world.rules.strength(.order, .typed) == 60)
        }
    }

    @Test func `joins by a code that another contact handed out`() throws {
        try IdentityCase.with(Self.rules) { world in
            try world.record("v1", .reference("KX1234", .issued))
            try world.record("c2", day: 2)
            try world.message("c2", "they told me KX-1234")
            try world.stitch()

            #expect(try world.persons() == ["c2 v1"])
        }
    }

    @Test func `needs no loading anew when the patterns change`() throws {
        try IdentityCase.with { world in
            try world.record("o1", .order("4711001"), .account("A"))
            try world.record("c2", day: 2)
            try world.message("c2", "Where is my order 4711001?")
            try world.stitch()
            #expect(try world.persons() == ["c2", "o1"])

            try world.stitch(rules: try RulesFile(parsing: Self.rules).rules)
            #expect(try world.persons() == ["c2 o1"])
        }
    }

    @Test func `the weaker typed value gives way where two accounts would meet`() throws {
        try IdentityCase.with(Self.rules) { world in
            try world.record("o1", .order("4711001"), .account("A"))
            try world.record("o2", .order("4711002"), .account("B"))
            try world.record("c3", day: 2, .order("4711002"))
            try world.message("c3", "not 4711001")
            try world.stitch()

            #expect(try world.persons() == ["c3 o2", "o1"])
        }
    }
}

@Suite struct `Without a login` {
    @Test func `a chat joins the visit whose browser id was handed to it`() throws {
        try IdentityCase.with { world in
            try world.click("w1", browser: "0a1b2c3d0000400080000000000000aa")
            try world.record("c1", .browser("0a1b2c3d0000400080000000000000aa"))
            try world.record("c2", .browser("0a1b2c3d0000400080000000000000bb"))
            try world.stitch()

            #expect(try world.persons() == ["c1 w1", "c2"])
        }
    }

    @Test func `a visit joins the chat whose id one of its events carries`() throws {
        try IdentityCase.with { world in
            try world.record("c1", .contact("chat-1", .issued))
            try world.record("c2", .contact("chat-2", .issued))
            try world.click("w1", browser: "b1", .contact("chat-1", .quoted))
            try world.click("w2", browser: "b2", .contact("chat-9", .quoted))
            try world.stitch()

            #expect(try world.persons() == ["c1 w1", "c2", "w2"])
            #expect(world.rules.strength(.contact, .quoted) == 95)
        }
    }
}
