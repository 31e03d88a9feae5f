import Foundation
import Testing

@Suite struct `Decisions on the command line` {
    private static let chat = "zendesk-chat:2601.1055.AnnaChat01"
    private static let call = "asterisk-cdr:1768210270.17"

    @Test func `two records are split, explained and joined again, and the books say by whom`()
        throws
    {
        try Workshop.withDatabase { journey, database in
            try `First steps`.loadAll(journey)
            let together = try journey("export", "identities").output
            let canonical = try journey("export", "--canonical").output

            let split = try journey(
                "person", "split", Self.chat, Self.call, "--because", "two sisters", "--by", "ops")
            #expect(split.status == 0, "\(split.messages)")
            #expect(try journey("stitch").status == 0)

            #expect(try journey("export", "identities").output != together)
            let explained = try journey("explain", Self.chat, Self.call)
            #expect(explained.output.contains("are two persons, decided by ops"))
            #expect(explained.output.contains("journey person undo \(Self.call) \(Self.chat)"))
            let object = try JSONSerialization.jsonObject(
                with: Data(
                    try journey("explain", Self.chat, Self.call, "--format", "json").output.utf8))
            let decisions = (object as? [String: Any])?["decisions"] as? [[String: Any]]
            #expect(decisions?.first?["because"] as? String == "two sisters")

            let list = try journey("person", "decisions", "--format", "csv").output
            #expect(list.contains("split,\(Self.call),\(Self.chat),in force,ops,"), "\(list)")
            let lines = try journey("export", "--canonical").output
            #expect(
                lines.contains(
                    #"{"row":"decision","decision":"person","first":"\#(Self.call)","second":"#
                        + #""\#(Self.chat)","ruling":"split"}"#))
            #expect(!lines.contains("two sisters") && !lines.contains("\"ops\""))

            #expect(try journey("person", "undo", Self.call, Self.chat).status == 0)
            #expect(try journey("stitch").status == 0)
            #expect(try journey("export", "identities").output == together)
            #expect(try journey("export", "--canonical").output == canonical)
            #expect(try database.count("person_decision") == 2)
        }
    }

    @Test func `empty lists say why and what to do`() throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)

            let decisions = try journey("person", "decisions")
            let review = try journey("review")

            #expect(decisions.messages.contains("`journey review` lists what is open"))
            #expect(review.messages.contains("Nothing waits for review."))
            #expect(review.status == 0 && review.output.isEmpty)
        }
    }

    @Test func `the newest decision about two records counts`() throws {
        try Workshop.withDatabase { journey, _ in
            try `First steps`.loadAll(journey)
            #expect(
                try journey("person", "split", Self.chat, Self.call, "--by", "ops").status == 0)
            #expect(try journey("review", "accept", Self.chat, Self.call).status == 0)
            #expect(try journey("stitch").status == 0)
            let before = try journey("review", "--format", "csv").output

            #expect(try journey("review", "refuse", Self.chat, Self.call).status == 0)
            #expect(try journey("stitch").status == 0)
            #expect(try journey("review", "list", "--format", "csv").output == before)
            let list = try journey("person", "decisions", "--format", "tsv").output
            #expect(
                list.split(separator: "\n").dropFirst().map { $0.split(separator: "\t")[3] }
                    == ["replaced", "replaced", "in force"])
        }
    }

    @Test(arguments: [
        (["person", "merge", "orders:1", "orders:1x"], Int32(66), "there is no record"),
        (["person", "split", "nothing", "orders:1"], 64, "is no record name"),
        (["person", "split", Self.chat, Self.chat], 64, "are one record"),
        (["person", "undo", Self.chat, Self.call], 66, "nothing was decided"),
        (["review", "accept", "00"], 66, "there is no question 00"),
    ])
    func `what cannot be decided is said`(
        arguments: [String], status: Int32, message: String
    ) throws {
        try Workshop.withDatabase { journey, _ in
            try `First steps`.loadAll(journey)

            let reply = try journey.run(arguments)

            #expect(reply.status == status, "\(reply.messages)")
            #expect(reply.messages.contains(message), "\(reply.messages)")
        }
    }
}
