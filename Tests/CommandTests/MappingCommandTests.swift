import Foundation
import Testing

@Suite struct `Mappings of files that are not UTF-8` {
    @Test func `are drafted and loaded with the encoding that is named`() throws {
        try Workshop.withDatabase { journey, connection in
            let text = """
                Bestellnummer;Datum;Umsatz;Währung
                A-1;2024-03-04T09:00:00Z;49,90;EUR
                A-2;2024-03-04T10:00:00Z;1.120,00;EUR

                """
            let file = journey.folder.appending(path: "orders.csv")
            try text.data(using: .windowsCP1252)?.write(to: file)
            _ = try journey("init")

            let refused = try journey("connectors", "mapped", "--infer", file.path)
            let draft = try journey(
                "connectors", "mapped", "--infer", file.path, "--encoding", "cp1252", "--output",
                "orders.yaml")
            let load = try journey(
                "ingest", "mapped", file.path, "--option", "mapping=orders.yaml", "--encoding",
                "cp1252")

            #expect(refused.status == 65)
            #expect(refused.messages.contains("--encoding cp1252"), "\(refused.messages)")
            #expect(draft.status == 0, "\(draft.messages)")
            #expect(load.status == 0, "\(load.messages)")
            #expect(try connection.count("conversion") == 2)
        }
    }

    @Test(arguments: ["mapped", "singer"])
    func `that are missing are wrong usage of ingest and a mistake of a configuration`(
        connector: String
    ) throws {
        try Workshop.withDatabase { journey, _ in
            _ = try journey("init")
            let text = "sources: [{connector: \(connector), paths: a.csv}]\n"
            try Data(text.utf8).write(to: journey.folder.appending(path: "journey.yaml"))
            try Data("a,b\n".utf8).write(to: journey.folder.appending(path: "a.csv"))

            let ingest = try journey("ingest", connector, "a.csv")
            let run = try journey("run")

            #expect(ingest.status == 64, "\(ingest.messages)")
            #expect(ingest.messages.contains("--option mapping=FILE.yaml"), "\(ingest.messages)")
            #expect(run.status == 78, "\(run.messages)")
        }
    }

    @Test func `name the connector whose options are listed`() throws {
        try Workshop.withDatabase { journey, _ in
            _ = try journey("init")

            let reply = try journey("ingest", "mapped", "-", input: "a,b\n")

            #expect(reply.messages.contains("`journey connectors mapped` lists the options"))
        }
    }
}
