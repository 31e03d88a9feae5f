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

    @Test func `name the connector whose options are listed`() throws {
        try Workshop.withDatabase { journey, _ in
            _ = try journey("init")

            let reply = try journey("ingest", "mapped", "-", input: "a,b\n")

            #expect(reply.status == 78)
            #expect(reply.messages.contains("`journey connectors mapped` lists the options"))
        }
    }
}
