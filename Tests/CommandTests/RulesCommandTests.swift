import Foundation
import Testing

@Suite struct `Rules on the command line` {
    private static let chat = "zendesk-chat:2601.1055.AnnaChat01"
    private static let call = "asterisk-cdr:1768210270.17"

    @Test func `every rule is printed with its value and where that comes from`() throws {
        try Workshop.inFolder { folder in
            let journey = JourneyProgram(in: folder, ["JOURNEY_DATA_DIR": folder.path])
            let file = folder.appending(path: "identity.yaml")
            try Data("kinds:\n  phone:\n    silence: 60\n".utf8).write(to: file)

            let reply = try journey("rules", "--format", "csv")

            #expect(reply.status == 0, "\(reply.messages)")
            #expect(reply.output.contains("phone,silence,60,\(file.path):3"))
            #expect(reply.output.contains("email,silence,45,built-in"))

            try Data("kinds:\n  phone:\n    silense: 60\n".utf8).write(to: file)
            let mistake = try journey("rules")
            #expect(mistake.status == 78)
            #expect(mistake.messages.contains("line 3, column 5"))
            #expect(mistake.messages.contains("did you mean `silence`?"))
        }
    }

    @Test func `a value is denied, listed and allowed again, and the books say by whom`() throws {
        try Workshop.withDatabase { journey, database in
            try `First steps`.loadAll(journey)
            let together = try journey("export", "identities").output

            let denied = try journey(
                "rules", "deny", "phone", "030 90123456", "--because", "a shared desk", "--by",
                "ops")
            #expect(denied.status == 0, "\(denied.messages)")
            #expect(denied.messages.contains("records hold it"))
            #expect(try journey("stitch").status == 0)

            #expect(try journey("export", "identities").output != together)
            let list = try journey("rules", "generic", "--format", "csv")
            #expect(
                list.output.contains("phone,+493090123456,denied by a decision,"),
                "\(list.output)")
            #expect(list.output.contains(",deny,ops,") && list.output.contains(",a shared desk"))
            let canonical = try journey("export", "--canonical").output
            #expect(
                canonical.contains(
                    #"{"row":"decision","decision":"identifier","identifier":"phone@"#))
            #expect(!canonical.contains("a shared desk") && !canonical.contains("\"ops\""))
            let explained = try journey("explain", Self.chat, Self.call)
            #expect(explained.output.contains("denied by a decision"), "\(explained.output)")

            let forgotten = try journey("rules", "forget", "phone", "+493090123456")
            #expect(forgotten.status == 0, "\(forgotten.messages)")
            #expect(try journey("stitch").status == 0)
            #expect(try journey("export", "identities").output == together)
            #expect(try database.count("identifier_decision") == 2)
            #expect(!(try journey("export", "--canonical").output.contains("a shared desk")))
        }
    }

    @Test(arguments: [
        (["deny", "phne", "+493090123456"], Int32(64), "did you mean `phone`?"),
        (["deny", "phone", "12"], 64, "no record can hold this phone"),
        (["forget", "phone", "+493090123456"], 66, "nothing was decided"),
    ])
    func `what cannot be decided is said`(
        arguments: [String], status: Int32, message: String
    ) throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init", "--region", "DE").status == 0)

            let reply = try journey.run(["rules"] + arguments)

            #expect(reply.status == status, "\(reply.messages)")
            #expect(reply.messages.contains(message), "\(reply.messages)")
        }
    }
}
