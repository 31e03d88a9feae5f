import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Going on with a file that was cut off` {
    /// Loads a file that is emptied under the reader after the second batch.
    private static func interrupt(
        _ path: String, as connector: String, in fixture: IngestFixture,
        _ change: (inout Ingest.Request) -> Void = { _ in }
    ) throws -> IngestReport {
        var request = Ingest.Request(
            connector: connector, inputs: [path], settings: SourceSettings(name: connector))
        request.batchRecords = 3
        change(&request)
        let content = try Data(contentsOf: URL(fileURLWithPath: path))
        var batches = 0
        let report = try Ingest(fixture.workspace, registry: Notes.registry).run(request) { _ in
            batches += 1
            if batches == 2 { truncate(path, 0) }
        }
        try content.write(to: URL(fileURLWithPath: path))
        return report
    }

    private static func committed(_ fixture: IngestFixture) throws -> Int {
        try fixture.count("select committed_offset from ingest_file order by file_id desc limit 1")
    }

    /// So many records of a connector, of which the 20th is broken.
    private static func text(_ connector: String, records: Int = 60) -> String {
        let rows = (0..<records).map { number -> String in
            let minute = number < 10 ? "0\(number)" : "\(number)"
            switch connector {
            case "orders":
                return number == 19
                    ? "o19,five,EUR,2024-01-01T00:00:00Z" : "o\(number),5,EUR,2024-01-01T00:00:00Z"
            case "asterisk-cdr":
                return number == 19
                    ? "broken,row"
                    : #""","+441632960123","600","support","x","PJSIP/t-1","PJSIP/1001-2","Queue","#
                        + #""support","2026-01-12 09:\#(minute):00","2026-01-12 09:\#(minute):10","#
                        + #""2026-01-12 09:\#(minute):20",20,10,"ANSWERED","DOCUMENTATION","#
                        + #""1768210200.\#(number)","""#
            case "zendesk-chat":
                return number == 19
                    ? #"{"id":"broken""#
                    : #"{"id":"z\#(number)","timestamp":"2026-01-12T09:\#(minute):00Z","#
                        + #""visitor":{"id":"v\#(number)"}}"#
            default: return number == 19 ? "bad line" : "c\(number) ann a\(number)@shop.example"
            }
        }
        let header = connector == "orders" ? ["order_id,amount,currency,created_at"] : []
        return (header + rows).joined(separator: "\n") + "\n"
    }

    @Test(arguments: ["notes", "orders", "asterisk-cdr", "zendesk-chat"])
    func `the next load reads the rest only, and nothing differs`(connector: String) throws {
        func places(_ fixture: IngestFixture) throws -> [String] {
            try Rejects(fixture.workspace).list().map { "\($0.line) \($0.byteOffset) \($0.reason)" }
        }
        func configure(_ request: inout Ingest.Request) { request.settings.timeZone = "UTC" }
        let text = Self.text(connector)
        var expected: [String] = []
        var rejects: [String] = []
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", text)
            let report = try fixture.ingest([path], as: connector, configure)
            #expect(report.total.rejected == 1, "\(report)")
            expected = try fixture.facts()
            rejects = try places(fixture)
        }
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", text)

            let cut = try Self.interrupt(path, as: connector, in: fixture, configure)
            let offset = try Self.committed(fixture)
            let rest = try fixture.ingest([path], as: connector, configure)
            let again = try fixture.ingest([path], as: connector) {
                configure(&$0)
                $0.settings.options["growing"] = "false"
            }

            #expect(cut.exitCode == 65 && cut.total.read >= 6)
            #expect(offset > 0 && offset < text.utf8.count)
            #expect(rest.files[0].resumedAt == Int64(offset))
            #expect(rest.total.duplicate == 0 && rest.total.isBalanced)
            #expect(cut.total.read + rest.total.read == 60)
            #expect(try fixture.facts() == expected)
            #expect(try places(fixture) == rejects)
            // A whole file that is loaded again is read again.
            #expect(again.files[0].resumedAt == nil && again.total.duplicate == 59)
            #expect(
                try fixture.count("select count(*) from ingest_file where text_bytes is null") == 1)
        }
    }

    @Test func `another file, other settings and another encoding are read from the start`() throws
    {
        try IngestFixture.with { fixture in
            let text = Self.text("orders")
            let path = try fixture.write("a.csv", text)

            func resumes(
                _ change: (inout Ingest.Request) -> Void = { _ in }, _ edit: () throws -> Void
            ) throws -> Bool {
                try fixture.write("a.csv", text)
                _ = try Self.interrupt(path, as: "orders", in: fixture)
                try edit()
                return try fixture.ingest([path], as: "orders", change).files[0].resumedAt != nil
            }

            #expect(try resumes {})
            #expect(try !resumes { try fixture.write("a.csv", text.replacing("o2,", with: "p2,")) })
            #expect(try !resumes({ $0.settings.timeZone = "Asia/Tokyo" }) {})
            #expect(try !resumes({ $0.settings.encoding = .windows1252 }) {})
            #expect(
                try resumes { try fixture.write("a.csv", text + "o99,1,EUR,2024-01-01T00:00Z\n") })
        }
    }

    @Test func `packed files, arrays and pretty printed documents are read from the start`() throws
    {
        try IngestFixture.with { fixture in
            let lines = Self.text("zendesk-chat").split(separator: "\n").map(String.init)
            let good = lines.filter { !$0.contains("broken") }
            let texts = [
                "[" + good.joined(separator: ",\n") + "]",
                #"{"chats":["# + good.joined(separator: ",") + "]}",
                good.joined(separator: "\n").replacing("{", with: "{\n "),
            ]
            for (number, text) in texts.enumerated() {
                let path = try fixture.write("\(number).json", text)
                _ = try Self.interrupt(path, as: "zendesk-chat", in: fixture)

                let report = try fixture.ingest([path], as: "zendesk-chat")

                #expect(report.files[0].resumedAt == nil && report.total.read == 59)
            }
            let packed = try `Compressed files`.gzip(Self.text("notes"), in: fixture.folder)
            let path = try fixture.write("a.gz", packed)
            _ = try Self.interrupt(path, as: "notes", in: fixture)
            #expect(try fixture.ingest([path]).files[0].resumedAt == nil)
        }
    }

    @Test func `the books hold the bytes too`() throws {
        try IngestFixture.with { fixture in
            let text = "\u{feff}c1 a b\r\n\r\nbad one\n  \nc2 a b"
            let path = try fixture.write("a.txt", text)

            _ = try fixture.ingest([path])

            let books = try fixture.workspace.connection.execute(
                "select record_bytes, between_bytes, text_bytes, file_bytes from ingest_file")
            #expect(books.int(0, 0) == 6 + 7 + 6)
            #expect(books.int(0, 1) == text.utf8.count - 19)
            #expect(books.int(0, 2) == text.utf8.count && books.int(0, 3) == text.utf8.count)
        }
    }
}
