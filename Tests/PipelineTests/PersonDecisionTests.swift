import IdentityResolution
import JourneyModel
import Testing

@testable import Pipeline

/// One worked example for each thing that people settle about two records.
@Suite struct `Decisions about two records` {
    @Test func `a merge joins without evidence, and its undoing leaves nothing behind`() throws {
        try IdentityCase.with { world in
            try world.record("c1", .email("a@mail.example"))
            try world.record("v2", day: 2, .phone("+4930902000"))
            try world.record("v3", day: 3)
            try world.record("v4", day: 3)
            try world.stitch()
            let before = try StitchWorld.dump(world.connection)

            try world.settle("merge", "v3", "c1")
            let report = try world.stitch()
            #expect(try world.persons() == ["c1 v3", "v2", "v4"])
            #expect(report.solved == 2, "only the two records are solved")
            #expect(
                try world.texts(
                    "select channel || ' ' || basis from person_of where basis = 'certain' order by 1"
                )
                    == ["chat certain", "voice certain", "voice certain"])

            try world.settle("undo", "c1", "v3")
            #expect(try world.stitch().solved == 2)
            #expect(try StitchWorld.dump(world.connection) == before)
        }
    }

    @Test func `an id stays with the record that founded it when a merge is undone`() throws {
        try IdentityCase.with { world in
            let overview = Overview(connection: world.connection, schema: "journey")
            func id(_ name: String) throws -> String {
                try world.texts("select '\(IdentityCase.key(name))'::uuid::text")[0]
            }
            try world.record("c3", day: 3, .email("z@mail.example"))
            try world.stitch()
            try world.record("o2", day: 2, .email("z@mail.example"))
            try world.record("v1", day: 1, .phone("+4930902000"))
            try world.stitch()
            #expect(try overview.leadingPerson(id("c3")) == id("o2"))

            try world.settle("merge", "v1", "o2")
            try world.stitch()
            #expect(try overview.leadingPerson(id("c3")) == id("v1"))
            #expect(try overview.leadingPerson(id("o2")) == id("v1"))

            try world.settle("undo", "v1", "o2")
            try world.stitch()
            #expect(try overview.leadingPerson(id("c3")) == id("o2"))
            #expect(try overview.leadingPerson(id("v1")) == id("v1"))
            #expect(
                try overview.findPersons(id("c3"), region: nil, limit: 5).rows.count == 1,
                "an id finds its person too")
        }
    }

    @Test func `a visitor who is signed in and gives an address in a chat is one person`() throws {
        try IdentityCase.with { world in
            let browser = IdentityCase.Carried(
                identifier: Identifier(.browser, normalized: "b1"), role: .own)
            try world.record("o1", .account("A"), browser)
            try world.record("c2", day: 1, .email("a@mail.example"), browser)
            try world.stitch()
            #expect(try world.persons() == ["c2 o1"])

            try world.record("c3", day: 2, .email("b@mail.example"), browser)
            try world.stitch()
            #expect(try world.persons() == ["c2", "c3", "o1"], "two addresses may be two people's")
        }
    }

    @Test func `a merge of two accounts is refused and listed`() throws {
        try IdentityCase.with { world in
            try world.record("o1", .account("A"))
            try world.record("o2", day: 2, .account("B"))
            try world.settle("merge", "o1", "o2")
            let report = try world.stitch()

            #expect(try world.persons() == ["o1", "o2"])
            #expect(report.refusedLinks == 1)
            let questions = try world.queue()
            #expect(
                questions == [
                    "o:o1 o:o2 decision would put two accounts of one source into one person"
                ])

            try world.settle("split", "o1", "o2")
            #expect(try world.queue() == [], "refusing settles it at once")
            try world.stitch()
            #expect(try world.queue() == [])
        }
    }

    @Test func `a split makes the weakest evidence between the two give way`() throws {
        try IdentityCase.with { world in
            try world.record("c1", .email("a@mail.example"))
            try world.record("c2", day: 2, .email("a@mail.example"), .phone("+4930902000"))
            try world.record("v3", day: 3, .phone("+4930902000"))
            try world.record("v4", day: 4, .phone("+4930909000"))
            try world.stitch()
            let before = try StitchWorld.dump(world.connection)
            #expect(try world.persons() == ["c1 c2 v3", "v4"])

            try world.settle("split", "c1", "v3")
            let report = try world.stitch()
            #expect(try world.persons() == ["c1 c2", "v3", "v4"])
            #expect(report.solved == 3)
            #expect(
                try world.texts("select reason from refused_link")
                    == ["would join records that a decision keeps apart"])
            #expect(try world.queue() == [], "a decision is no question")

            try world.settle("undo", "c1", "v3")
            try world.stitch()
            #expect(try StitchWorld.dump(world.connection) == before)
        }
    }

    @Test func `undoing brings the decision before it back`() throws {
        try IdentityCase.with { world in
            try world.record("c1", .email("a@mail.example"))
            try world.record("c2", .email("b@mail.example"))
            try world.stitch()
            for (ruling, expected) in [
                ("merge", ["c1 c2"]), ("split", ["c1", "c2"]), ("undo", ["c1 c2"]),
                ("undo", ["c1", "c2"]),
            ] {
                try world.settle(ruling, "c1", "c2")
                try world.stitch()
                #expect(try world.persons() == expected, "\(ruling)")
            }
            let states = try Overview(connection: world.connection, schema: "journey")
                .personDecisions().rows.map { $0[3] }
            #expect(states == ["undone", "undone", "takes back split", "takes back merge"])
        }
    }

    @Test func `a decision about a session holds when sessions are cut otherwise`() throws {
        try IdentityCase.with { world in
            try world.click("w1", browser: "b1")
            try world.click("w2", browser: "b1", day: 2)
            try world.stitch()
            #expect(try world.persons() == ["w1 w2"])

            try world.settle("split", "w1", "w2")
            try world.stitch()
            #expect(try world.persons() == ["w1", "w2"])

            try world.click("w0", browser: "b1")
            try world.connection.script(
                "update web_event set occurred_at = occurred_at - interval '5 minutes'"
                    + " where message_id = 'w0'")
            try world.stitch()
            #expect(try world.persons() == ["w0", "w2"], "w1 is part of the session of w0")
        }
    }

    @Test func `refused links are questions until somebody settles them`() throws {
        try IdentityCase.with { world in
            try world.record("o1", .account("A"), .phone("+4930902000"))
            try world.record("o3", day: 3, .account("B"), .phone("+4930902000"))
            try world.decide(Identifier(.phone, normalized: "+4930902000"), .allow)
            try world.stitch()
            let question = "o:o3 o:o1 phone would put two accounts of one source into one person"
            #expect(try world.queue() == [question])

            try world.settle("split", "o1", "o3")
            #expect(try world.queue() == [])
            try world.settle("undo", "o1", "o3")
            #expect(try world.queue() == [question])
        }
    }

    @Test func `an explanation names the decision`() throws {
        try IdentityCase.with { world in
            try world.record("c1", .email("a@mail.example"))
            try world.record("c2", day: 2, .email("a@mail.example"))
            try world.record("v3", day: 3)
            try world.settle("merge", "c2", "v3")
            try world.stitch()
            let joined = try world.explain("c1", "v3")
            #expect(joined.samePerson)
            #expect(joined.chain.map(\.kind) == ["email", "decision"])
            #expect(joined.chain.last?.decision?.because == "heard so")
            #expect(joined.weakest?.kind == "email")

            try world.settle("split", "c1", "v3")
            try world.stitch()
            let apart = try world.explain("c1", "v3")
            #expect(!apart.samePerson)
            #expect(apart.decisions.map(\.ruling) == ["split"])
            #expect(
                apart.remedy
                    == "`journey person undo c:c1 v:v3` alone would join them.")

            try world.record("o4", .account("A"))
            try world.record("o5", .account("B"))
            try world.stitch()
            #expect(
                try world.explain("o4", "o5").remedy
                    == "No single decision would join them: a merge would put two accounts of one"
                    + " source into one person.")
            #expect(
                try world.explain("v3", "o5").remedy?.hasSuffix(
                    "`journey person merge v:v3 o:o5`.") == true)
        }
    }
}

extension IdentityCase {
    /// Records, evidence and reason of each question.
    fileprivate func queue() throws -> [String] {
        try ReviewQueue(Overview(connection: connection, schema: "journey"), rules: rules)
            .questions().map { question in
                [
                    question.record, question.otherRecord ?? "-",
                    question.evidence?.kind ?? "decision", question.reason,
                ].joined(separator: " ")
            }
    }

    fileprivate func explain(_ first: String, _ second: String) throws -> Explanation {
        try Explain(connection: connection, schema: "journey", rules: rules).records(
            RecordName(source: String(first.prefix(1)), id: first),
            RecordName(source: String(second.prefix(1)), id: second))
    }
}
