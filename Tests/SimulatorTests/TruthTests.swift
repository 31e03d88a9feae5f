import Testing

@testable import Simulator

@Suite struct `The truth` {
    @Test func `holds each record of the exports exactly once`() throws {
        let export = try Export.standard.get()
        var known: [String: [String]] = [:]
        for row in export.table("truth/records.csv") {
            known[row["source"] ?? "", default: []].append(row["record_id"] ?? "")
        }

        var events = Set<String>()
        for name in export.names("web/") {
            for line in export.goodLines(name) {
                events.insert(try #require(Export.object(line.text)["messageId"] as? String))
            }
        }
        let chats = Set(try export.chats().compactMap { $0["id"] as? String })
        var calls = Set<String>()
        for name in export.names("voice/") {
            for line in export.goodLines(name) {
                let row = Export.fields(line.text)
                calls.insert(row.count == 21 ? row[19] : row[16])
            }
        }
        let orders = Set(export.table("orders.csv").compactMap { $0["order_id"] })
        let accounts = Set(export.table("customers.csv").compactMap { $0["account_id"] })

        let seen = [
            "segment": events, "zendesk-chat": chats, "asterisk-cdr": calls, "orders": orders,
            "customers": accounts,
        ]
        for (source, records) in seen {
            let listed = known[source] ?? []
            #expect(listed.count == Set(listed).count, "\(source)")
            #expect(Set(listed) == records, "\(source)")
        }
    }

    @Test func `names only identifiers of records it knows`() throws {
        let export = try Export.standard.get()
        let records = Set(
            export.table("truth/records.csv").map {
                "\($0["source"] ?? ""):\($0["record_id"] ?? "")"
            })

        for row in export.table("truth/identifiers.csv") {
            #expect(records.contains("\(row["source"] ?? ""):\(row["record_id"] ?? "")"))
        }
    }

    @Test func `a call by click carries the chat that caused it`() throws {
        let export = try Export.standard.get()
        var fields: [String: String] = [:]
        for name in export.names("voice/Master") {
            for line in export.goodLines(name) {
                let row = Export.fields(line.text)
                fields[row[19]] = row[17]
            }
        }

        let clicks = export.table("truth/causes.csv").filter { $0["cause"] == "transfer" }

        #expect(!clicks.isEmpty)
        for row in clicks {
            #expect(fields[row["call_id"] ?? ""] == "chat:\(row["chat_id"] ?? "")")
        }
    }

    @Test func `without hazards no value belongs to two people`() throws {
        let export = try Export.harmless.get()

        for kind in ["cookie", "account", "email", "phone", "chat_visitor"] {
            #expect(export.people(kind, shared: "0").values.allSatisfy { $0.count == 1 }, "\(kind)")
            #expect(export.people(kind, shared: "1").isEmpty, "\(kind)")
        }
    }
}
