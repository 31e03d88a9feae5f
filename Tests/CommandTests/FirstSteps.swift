import Foundation
import Postgres
import Testing

@Suite struct `First steps` {
    private static let load = [
        ["init", "--time-zone", "Europe/Berlin", "--region", "DE"],
        ["ingest", "customers", Workshop.path("customers.csv")],
        ["ingest", "segment", Workshop.path("clicks.ndjson")],
        ["ingest", "zendesk-chat", Workshop.path("chats.ndjson")],
        [
            "ingest", "asterisk-cdr", Workshop.path("calls.csv"), "--time-zone", "Europe/Berlin",
            "--option", "own_numbers=+49309018200",
        ],
        ["ingest", "orders", Workshop.path("orders.csv")],
        ["stitch"],
    ]

    static func loadAll(_ journey: JourneyProgram) throws {
        for arguments in load {
            let reply = try journey.run(arguments)
            try #require(reply.status == 0, "\(arguments): \(reply.messages)")
            #expect(reply.output == "", "\(arguments) printed results")
        }
    }

    private static let outputs: [(file: String, arguments: [String])] = [
        ("identities", ["export", "identities"]),
        ("identities-events", ["export", "identities", "--events"]),
        ("contacts", ["export", "contacts"]),
        ("handovers", ["export", "handovers"]),
        ("conversions", ["export", "conversions"]),
        ("credits", ["export", "credits"]),
        ("journeys", ["export", "journeys"]),
        ("handovers", ["report", "handovers", "--detail", "--format", "csv"]),
        ("repeats", ["report", "repeats", "--detail", "--format", "csv"]),
        ("conversions", ["report", "conversions", "--detail", "--format", "csv"]),
    ]

    @Test func `a small shop gives exactly the rows worked out by hand`() throws {
        try Workshop.withDatabase { journey, _ in
            try Self.loadAll(journey)

            for (file, arguments) in Self.outputs {
                let reply = try journey.run(arguments)

                #expect(reply.status == 0, "\(reply.messages)")
                #expect(
                    try reply.output == Workshop.text("expected/\(file).csv"), "\(arguments)")
            }
        }
    }

    @Test func `the private database gives the same rows as a server`() throws {
        try Workshop.withPrivateCluster { journey in
            try Self.loadAll(journey)

            let reply = try journey("export", "handovers")

            #expect(reply.status == 0, "\(reply.messages)")
            #expect(try reply.output == Workshop.text("expected/handovers.csv"))
        }
    }

    @Test func `loading everything again and rebuilding changes nothing`() throws {
        try Workshop.withDatabase { journey, database in
            try Self.loadAll(journey)
            let before = try journey("export", "identities").output

            try Self.loadAll(journey)
            let rebuilt = try journey("stitch", "--rebuild")

            #expect(rebuilt.status == 0, "\(rebuilt.messages)")
            #expect(try journey("export", "identities").output == before)
            #expect(try database.count("web_event") == 6)
            #expect(try database.count("contact_leg") == 3)
        }
    }

    @Test(arguments: ["handovers", "repeats", "conversions", "trigger-pages"])
    func `a report comes in every format`(report: String) throws {
        try Workshop.withDatabase { journey, _ in
            try Self.loadAll(journey)

            for format in ["table", "csv", "tsv", "json", "ndjson", "markdown", "html"] {
                let reply = try journey("report", report, "--format", format)

                #expect(reply.status == 0, "\(report) \(format): \(reply.messages)")
                #expect(!reply.output.isEmpty, "\(report) \(format)")
            }
        }
    }

    @Test func `a login that is the customer's e-mail address is no second account`() throws {
        try Workshop.withDatabase { journey, _ in
            try Self.loadAll(journey)
            let before = try journey("export", "handovers").output
            let click = journey.folder.appending(path: "login.ndjson")
            try Data(
                """
                {"type":"page","messageId":"login-1","anonymousId":"anon-of-anna-7712",\
                "userId":"anna.berg@example.com","timestamp":"2026-01-13T10:00:00Z",\
                "properties":{"url":"https://shop.example/account"}}

                """.utf8
            ).write(to: click)

            #expect(try journey("ingest", "segment", click.path).status == 0)
            #expect(try journey("stitch").status == 0)
            let explained = try journey("explain", "segment:login-1", "asterisk-cdr:1768210270.17")

            #expect(try journey("export", "handovers").output == before)
            #expect(explained.output.contains("are one person"), "\(explained.output)")
        }
    }

    @Test func `the customer master is what joins the chat to the call`() throws {
        try Workshop.withDatabase { journey, _ in
            for arguments in Self.load where arguments[1...].first != "customers" {
                #expect(try journey.run(arguments).status == 0)
            }
            let apart = try journey(
                "explain", "zendesk-chat:2601.1055.AnnaChat01", "asterisk-cdr:1768210270.17")
            #expect(apart.output.contains("are not one person"), "\(apart.output)")

            for arguments in [Self.load[1], ["stitch"]] {
                #expect(try journey.run(arguments).status == 0)
            }
            let together = try journey(
                "explain", "zendesk-chat:2601.1055.AnnaChat01", "asterisk-cdr:1768210270.17")

            #expect(together.output.contains("are one person"), "\(together.output)")
        }
    }

    @Test func `an explanation writes times as exports do`() throws {
        try Workshop.withDatabase { journey, _ in
            try Self.loadAll(journey)

            for options in [[], ["--json"]] {
                let one = ["explain", "zendesk-chat:2601.1055.AnnaChat01"]
                for records in [one, one + ["asterisk-cdr:1768210270.17"]] {
                    let reply = try journey.run(records + options)

                    #expect(
                        reply.output.contains(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/),
                        "\(reply.output)")
                    #expect(!reply.output.contains(/\d{4}-\d\d-\d\d \d\d:/), "\(reply.output)")
                }
            }
        }
    }

    @Test func `a file without a connector is detected, and the command is printed`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)

            let reply = try journey("ingest", Workshop.path("orders.csv"))

            #expect(reply.status == 64)
            #expect(reply.messages.contains("journey ingest orders "))
            #expect(try database.count("conversion") == 0)
        }
    }

    @Test func `a bad line is kept with its place and reason, and loading goes on`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            let text =
                try Workshop.text("orders.csv")
                + "A-9003,,,,twelve,EUR,web,2026-02-20T14:00:00Z,paid\n"

            let reply = try journey("ingest", "orders", "-", input: text)
            let listed = try journey("rejects", "list", "--format", "csv")
            let bytes = try journey("rejects", "export")

            #expect(reply.status == 0, "\(reply.messages)")
            #expect(try database.count("conversion") == 2)
            #expect(listed.output.contains(",4,"), "\(listed.output)")
            #expect(listed.output.contains("bad_number"), "\(listed.output)")
            let header = try #require(Workshop.text("orders.csv").split(separator: "\n").first)
            #expect(
                bytes.output == "\(header)\nA-9003,,,,twelve,EUR,web,2026-02-20T14:00:00Z,paid\n")
        }
    }

    @Test func `a person is found by a number in any form, and shown with all steps`() throws {
        try Workshop.withDatabase { journey, _ in
            try Self.loadAll(journey)

            let found = try journey("person", "find", "(030) 9012 3456", "--format", "csv")
            let line = try #require(
                found.output.split(whereSeparator: \.isNewline).dropFirst().first)
            let person = try #require(line.split(separator: ",").first)
            let shown = try journey("person", "show", String(person), "--format", "csv")

            #expect(shown.status == 0, "\(shown.messages)")
            for record in [
                "segment:web-a-1", "zendesk-chat:2601.1055.AnnaChat01",
                "asterisk-cdr:1768210270.17", "asterisk-cdr:1768485720.33", "orders:A-9001",
            ] {
                #expect(shown.output.contains(record), "\(shown.output)")
            }
        }
    }
}
