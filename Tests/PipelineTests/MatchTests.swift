import IdentityResolution
import JourneyModel
import Testing

@testable import Pipeline

@Suite struct `Chats and calls without a browser id` {
    private static let seen = [(page: 1, second: 0), (page: 2, second: 40)]

    /// A visitor `a` on two pages, and a chat that lists them a second later.
    private func withTrail(
        _ rules: String = "", pages: [(page: Int, second: Int)] = seen,
        _ body: (IdentityCase) throws -> Void
    ) throws {
        try IdentityCase.with(rules) { world in
            try world.view("w1", browser: "a", page: 1, second: 0)
            try world.view("w2", browser: "a", page: 2, second: 40)
            try world.chat("c1", second: 60, trail: pages.map { ($0.page, $0.second + 1) })
            try body(world)
        }
    }

    @Test func `a chat joins the one visitor who saw its pages at their times`() throws {
        try withTrail { world in
            try world.stitch()
            #expect(try world.probable() == ["c1 w1"])
            #expect(try world.texts("select role::text from matched_evidence") == ["6"])
        }
    }

    @Test(arguments: [
        [(page: 1, second: 0)], [(page: 1, second: 0), (page: 1, second: 40)],
        [(page: 1, second: 0), (page: 2, second: 46)],
        [(page: 1, second: 0), (page: 2, second: 40), (page: 3, second: 50)],
    ])
    func `one page, another time or a page more do not fit`(
        pages: [(page: Int, second: Int)]
    ) throws {
        try withTrail(pages: pages) { world in
            try world.stitch()
            #expect(try world.probable() == ["c1", "w1"])
        }
    }

    @Test func `two visitors on the same pages fit neither, whenever the second becomes known`()
        throws
    {
        try withTrail { world in
            try world.stitch()
            try world.view("x1", browser: "b", page: 1, second: 3)
            try world.view("x2", browser: "b", page: 2, second: 43)
            try world.stitch()
            #expect(try world.probable() == ["c1", "w1", "x1"])
        }
    }

    @Test func `a chat stays with its own browser id as soon as the site knows that`() throws {
        try withTrail { world in
            try world.record("c1", .browser("b"))
            try world.stitch()
            #expect(try world.probable() == ["c1 w1"])
            try world.view("x1", browser: "b", page: 3, second: 900)
            try world.stitch()
            #expect(try world.probable() == ["c1 x1", "w1"])
        }
    }

    @Test func `what a matched chat states makes nobody an owner of the browser`() throws {
        try IdentityCase.with { world in
            for (number, second) in [0, 200, 400, 600, 800].enumerated() {
                try world.view("w\(number)a", browser: "a", page: 1, second: second)
                try world.view("w\(number)b", browser: "a", page: 2, second: second + 40)
                try world.chat(
                    "c\(number)", second: second + 60, trail: [(1, second), (2, second + 40)],
                    .email("e\(number)@x.example"))
            }
            try world.stitch()

            let verdicts = try world.texts(
                "select verdict || ' ' || owners from identifier_verdict where kind = 4")
            #expect(verdicts == ["joins 0"])
        }
    }

    @Test(arguments: ["trail: {used: false}", "trail: {within: 1}"])
    func `the rules say whether and how exactly`(rules: String) throws {
        try withTrail(rules, pages: [(page: 1, second: 1), (page: 2, second: 41)]) { world in
            try world.stitch()
            #expect(try world.probable() == ["c1", "w1"])
        }
    }

    @Test func `a call joins the one visitor who tapped the number right before`() throws {
        try IdentityCase.with { world in
            try world.tap("w1", browser: "a", second: 0)
            try world.call("v1", second: 12)
            try world.stitch()
            #expect(try world.probable() == ["v1 w1"])
            #expect(try world.texts("select role::text from matched_evidence") == ["7"])
        }
    }

    @Test(
        arguments: [
            ("too late", 4_000, 2, nil, nil), ("before the click", -5, 2, nil, nil),
            ("on a desktop", 12, 1, nil, nil), ("to another number", 12, 2, "n1", "n2"),
        ] as [(String, Int, Int, String?, String?)])
    func `a call does not fit`(
        why: String, second: Int, device: Int, clicked: String?, dialled: String?
    ) throws {
        try IdentityCase.with { world in
            try world.tap("w1", browser: "a", second: 0, device: device, number: clicked)
            try world.call("v1", second: second, dialled: dialled)
            try world.stitch()
            #expect(try world.probable() == ["v1", "w1"], "\(why)")
        }
    }

    @Test func `the number tells which of two calls a click made`() throws {
        try IdentityCase.with { world in
            try world.tap("w1", browser: "a", second: 0, number: "n1")
            try world.call("v1", second: 12, dialled: "n1")
            try world.call("v2", second: 9, dialled: "n2")
            try world.stitch()
            #expect(try world.probable() == ["v1 w1", "v2"])
        }
    }

    @Test func `a second click or call makes it anybody's, whenever it becomes known`() throws {
        try IdentityCase.with { world in
            try world.tap("w1", browser: "a", second: 0)
            try world.call("v1", second: 12)
            try world.stitch()
            try world.call("v2", second: 20)
            try world.stitch()
            #expect(try world.probable() == ["v1", "v2", "w1"])
        }
        try IdentityCase.with { world in
            try world.call("v1", second: 12)
            try world.tap("w1", browser: "a", second: 0)
            try world.stitch()
            try world.tap("x1", browser: "b", second: 5)
            try world.stitch()
            #expect(try world.probable() == ["v1", "w1", "x1"])
        }
    }

    @Test func `where many call, only a call at once counts`() throws {
        try IdentityCase.with { world in
            try world.tap("w1", browser: "a", second: 0)
            try world.call("v1", second: 20)
            for minute in 1...20 { try world.call("v9\(minute)", second: -60 * minute) }
            try world.stitch()
            #expect(try world.probable().contains("w1"))
        }
    }

    @Test func `explain says what a match rests on`() throws {
        try withTrail { world in
            try world.stitch()
            let explanation = try Explain(
                connection: world.connection, schema: "journey", rules: world.rules
            ).records(
                #require(RecordName(parsing: "c:c1")), #require(RecordName(parsing: "w:w1")))

            #expect(explanation.samePerson)
            #expect(
                explanation.chain.flatMap { $0.seen.map(\.role) }.sorted()
                    == ["pages and times of one session", "stated"])
            #expect(explanation.chain.map(\.strength) == [world.rules.trail.strength])
        }
    }
}
