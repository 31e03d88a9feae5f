import Foundation
import Testing

@Suite struct `Logs and settings` {
    private struct Line: Decodable {
        let time: String
        let level: String
        let event: String
        let message: String
    }

    private static func lines(_ reply: JourneyProgram.Reply) throws -> [Line] {
        try reply.messages.split(separator: "\n").map { line in
            try #require(
                try? JSONDecoder().decode(Line.self, from: Data(line.utf8)), "no event: \(line)")
        }
    }

    @Test(
        arguments: [
            (["init"], 0), (["ingest", "orders", Workshop.path("orders.csv")], 0), (["stitch"], 0),
            (["report", "handovers"], 0), (["runs"], 0), (["freshness"], 0), (["doctor"], 1),
            (["config", "--explain"], 0), (["ingest", "orders", "nowhere.csv"], 66),
            (["report", "nonsense"], 64), (["stitch", "--nonsense"], 64), (["explain", "x"], 64),
            (["run"], 78),
        ] as [([String], Int32)])
    func `every line on standard error is one JSON object with time, level and event`(
        arguments: [String], status: Int32
    ) throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)

            let reply = try journey.run(arguments + ["--log-format", "json"])

            #expect(reply.status == status, "\(reply.messages)")
            let lines = try Self.lines(reply)
            for line in lines {
                #expect(
                    line.time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z/) != nil)
                #expect(["error", "warning", "info", "debug"].contains(line.level))
                #expect(line.event.wholeMatch(of: /[a-z]+([._][a-z]+)*/) != nil, "\(line.event)")
                #expect(!line.message.isEmpty)
            }
            if status > 1 { #expect(lines.last?.level == "error") }
            if [64, 78].contains(status) { #expect(lines.last?.event == "command.failed") }
        }
    }

    @Test func `the books of a load are numbers in the log`() throws {
        struct Books: Decodable {
            let file: String
            let read: Int
            let accepted: Int
        }
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)

            let reply = try journey(
                "ingest", "orders", Workshop.path("orders.csv"), "--log-format=json")

            let books = reply.messages.split(separator: "\n")
                .compactMap { try? JSONDecoder().decode(Books.self, from: Data($0.utf8)) }
            #expect(books.map(\.read) == [2])
            #expect(books.map(\.accepted) == [2])
        }
    }

    @Test func `quiet leaves warnings and errors, a level what is named`() throws {
        try Workshop.withDatabase { journey, _ in
            let quiet = try journey("init", "--quiet", "--log-format", "json")
            let errors = try journey("init", "--log-level", "error")
            let wordy = try journey("stitch", "--log-level", "info")

            #expect(try Self.lines(quiet).allSatisfy { $0.level == "warning" })
            #expect(try !Self.lines(quiet).isEmpty)
            #expect(errors.messages == "")
            #expect(wordy.messages.contains("Writing to"))
        }
    }

    @Test func `an option wins over the environment, that over the file, that over the default`()
        throws
    {
        try Workshop.inFolder { folder in
            let text = """
                data_dir: from-file
                schema: from_file
                log_level: debug
                database: postgresql://ann@db.example:5433/crm
                """
            try Data(text.utf8).write(to: folder.appending(path: "journey.yaml"))
            let bare = JourneyProgram(in: folder)
            let journey = JourneyProgram(in: folder, ["JOURNEY_SCHEMA": "from_environment"])
            func rows(_ reply: JourneyProgram.Reply) -> [String: String] {
                var rows: [String: String] = [:]
                for line in reply.output.split(whereSeparator: \.isNewline) {
                    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                    rows[String(cells[0])] = "\(cells[1]) \(cells[2].prefix { $0 != "/" })"
                }
                return rows
            }

            let file = rows(try bare("config", "--explain", "--format", "csv"))
            let environment = rows(try journey("config", "--explain", "--format", "csv"))
            let option = rows(
                try journey(
                    "config", "--explain", "--format", "csv", "--schema", "chosen", "--quiet",
                    "--database", "host=other password=secret"))

            #expect(file["schema"] == "from_file file ")
            #expect(file["data_dir"]?.hasSuffix("/from-file file ") ?? false)
            #expect(file["log_level"] == "debug file ")
            #expect(file["log_format"] == "text default")
            #expect(file["database"] == "host db.example:5433 file ")
            #expect(environment["schema"] == "from_environment environment JOURNEY_SCHEMA")
            #expect(option["schema"] == "chosen option --schema")
            #expect(option["log_level"] == "warning option --quiet")
            #expect(option["database"] == "host other option --database")
        }
    }

    @Test func `a broken configuration stops every command that would use it`() throws {
        try Workshop.withDatabase { journey, _ in
            try Data("schema: a\nshema: b\n".utf8)
                .write(to: journey.folder.appending(path: "journey.yaml"))

            let reply = try journey("stitch")

            #expect(reply.status == 78)
            #expect(reply.messages.contains("line 2, column 1"), "\(reply.messages)")
            #expect(reply.messages.contains("`schema`"), "\(reply.messages)")
        }
    }
}
