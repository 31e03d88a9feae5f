import Foundation
import Testing

@Suite struct `Settling rejects` {
    private static let orders = """
        order_id,amount,currency,created_at
        o-1,5,EUR,2026-01-13T08:00:00Z
        o-2,five,EUR,2026-01-13T08:00:00Z
        o-3,5,EUR,yesterday

        """

    private static func withRejects(_ body: (JourneyProgram) throws -> Void) throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)
            #expect(try journey("ingest", "orders", "-", input: orders).status == 0)
            try body(journey)
        }
    }

    private static func reasons(_ journey: JourneyProgram, _ more: String...) throws -> [String] {
        let reply = try journey.run(["rejects", "list", "--format", "csv"] + more)
        return reply.output.split(separator: "\n").dropFirst().map {
            String($0.split(separator: ",", omittingEmptySubsequences: false)[5])
        }.sorted()
    }

    @Test func `takes them off the list and keeps who settled them and why`() throws {
        try Self.withRejects { journey in
            let mended = Self.orders.replacing("five", with: "5").replacing("yesterday", with: "")
            #expect(try journey("ingest", "orders", "-", input: mended).status == 0)
            #expect(try Self.reasons(journey) == ["bad_number", "bad_time", "missing_field"])

            let reply = try journey(
                "rejects", "settle", "--source", "orders", "--reason", "bad_number", "--because",
                "mended in the shop", "--by", "ann")

            #expect(reply.status == 0, "\(reply.messages)")
            #expect(reply.messages.contains("1 settled"), "\(reply.messages)")
            #expect(try Self.reasons(journey) == ["bad_time", "missing_field"])
            let all = try journey("rejects", "list", "--all", "--format", "csv").output
            let settled = try #require(all.split(separator: "\n").first { $0.contains("number") })
            #expect(settled.contains(",settled,20"), "\(settled)")
            #expect(settled.hasSuffix("Z,ann,mended in the shop"), "\(settled)")
            let shown = try journey("rejects", "show", String(settled.prefix(12))).output
            #expect(shown.contains("Z by ann: mended in the shop"), "\(shown)")
            #expect(try !journey("rejects", "export").output.contains("five"))
        }
    }

    @Test func `holds when the same bytes come again, and no retry tries them`() throws {
        try Self.withRejects { journey in
            let id = try #require(
                try journey("rejects", "list", "--format", "csv").output
                    .split(separator: "\n").first { $0.contains("bad_time") }
            ).prefix(12)
            let settle = ["rejects", "settle", String(id), "--because", "not wanted"]

            #expect(try journey.run(settle).status == 0)
            #expect(try journey("ingest", "orders", "-", input: Self.orders).status == 0)
            let retry = try journey("rejects", "retry", "orders")
            let again = try journey.run(settle)

            #expect(try Self.reasons(journey) == ["bad_number"])
            #expect(retry.status == 0, "\(retry.messages)")
            #expect(again.status == 0 && again.messages.contains("None of these is open"))
        }
    }

    @Test func `leaves the canonical export as it is`() throws {
        try Self.withRejects { journey in
            let before = try journey("export", "--canonical").output

            #expect(
                try journey("rejects", "settle", "--source", "orders", "--because", "x").status == 0
            )

            #expect(before.contains("bad_number"))
            #expect(try journey("export", "--canonical").output == before)
            #expect(try Self.reasons(journey) == [])
        }
    }

    @Test(arguments: [
        (["--because", "all of them"], 64, "say which"), (["--source", "orders"], 64, "because"),
        (["--source", "orders", "--because", " "], 64, "says why"),
        (["--source", "shop", "--because", "x"], 66, "no source shop"),
        (["00ff", "--because", "x"], 66, "no reject 00ff"),
    ])
    func `asks which and why`(words: [String], status: Int32, said: String) throws {
        try Self.withRejects { journey in
            let reply = try journey.run(["rejects", "settle"] + words)

            #expect(reply.status == status, "\(reply.messages)")
            #expect(reply.messages.contains(said), "\(reply.messages)")
            #expect(try Self.reasons(journey).count == 2)
        }
    }
}
