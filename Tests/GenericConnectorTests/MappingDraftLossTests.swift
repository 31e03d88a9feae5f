import ConnectorKit
import Foundation
import JourneyModel
import Testing

@testable import GenericConnectors

/// A draft that is loaded as it is loses no record.
@Suite struct `A drafted mapping keeps every record` {
    private func draft(_ text: String) throws -> String {
        try MappingDraft.text(for: FileHead(fileName: "export", bytes: Array(text.utf8)))
    }

    @Test(arguments: [
        "event,timestamp,anonymous_id,page_url", "event_name,timestamp,visitor,page_url",
        "action,time,device_id,url", "event,timestamp,cookie_id,page_url",
        "event,timestamp,user_id,page_url", "event,timestamp,session_id,page_url",
    ])
    func `of events whose names and visitors differ in the sample`(header: String) throws {
        let sample = """
            \(header)
            signup,2024-03-04T09:00:00Z,a1,https://shop.test/a
            login,2024-03-04T09:01:00Z,a2,https://shop.test/b

            """
        let mapping = try draft(sample)

        let batch = try Loaded.mapped(
            mapping, sample + "login,2024-03-04T09:02:00Z,a1,https://shop.test/b\n")

        #expect(!mapping.contains("\n  id:"), "\(mapping)")
        #expect(mapping.contains("# id: "))
        #expect(Set(batch.webEvents.map { batch.text($0.id) }).count == 3, "\(mapping)")
    }

    @Test(
        arguments: [
            ("chat", "agent_id,started,customer_number,order_number", nil),
            ("chat", "ticket_no,started,customer_number,order_number", "ticket_no"),
            ("chat", "name,started,ChatID,contact_id", "ChatID"),
            ("call", "caller_id,started,call_uuid,name", "call_uuid"),
            ("call", "extension,started,campaign_key,name", nil),
            ("conversion", "customer_id,placed,order_key,product_id", "order_key"),
            ("conversion", "customer,placed,Bestellnummer,sku", "Bestellnummer"),
            ("web_event", "event,time,event_uuid,visitor_id", "event_uuid"),
        ] as [(String, String, String?)])
    func `by an id that names the record itself`(
        record: String, header: String, id: String?
    ) throws {
        let text = "\(header)\nx1,2024-03-04T09:00:00Z,k1,n1\nx2,2024-03-04T09:01:00Z,k2,n2\n"

        let mapping = try MappingDraft.text(
            for: FileHead(fileName: "x.csv", bytes: Array(text.utf8)), record: record)

        if let id {
            #expect(mapping.contains("\n  id: \(id)\n"), "\(mapping)")
        } else {
            #expect(!mapping.contains("\n  id:"), "\(mapping)")
        }
    }

    @Test(arguments: [
        ("49.90", "120.00"), ("\"1,234.50\"", "99.00"), ("\"1,234.50\"", "\"2,000\""),
        ("\"49,90\"", "\"1.120,00\""), ("12", "120"), ("0", "1"),
    ])
    func `of orders, which are conversions`(first: String, second: String) throws {
        let text = """
            order_number,order_date,total,currency,status
            A-1,2024-03-04T09:00:00Z,\(first),EUR,paid
            A-2,2024-03-04T09:01:00Z,\(second),EUR,open

            """

        let mapping = try draft(text)
        let batch = try Loaded.mapped(mapping, text)

        #expect(mapping.contains("\nrecord: conversion"), "\(mapping)")
        #expect(batch.conversions.map(\.id) == ["A-1", "A-2"], "\(batch.rejections) \(mapping)")
        #expect(batch.conversions.allSatisfy { $0.amount % 1_000 == 0 })
    }

    @Test(
        arguments: [
            ("{\"meta\":{\"total\":2},\"data\":{\"calls\":[R,S]}}", "data.calls"),
            ("{\n  \"meta\": {\n    \"total\": 2\n  },\n  \"calls\": [\n R,\n S\n  ]\n}", "calls"),
            ("{\"warnings\":[{\"a\":1}],\"r\":{\"p\":{\"calls\":[R,S]}}}\n", "r.p.calls"),
            ("[\n  R,\n  S\n]\n", nil), ("R\nS\n", nil),
        ] as [(String, String?)])
    func `of a document that holds them in an array`(
        shape: String, envelope: String?
    ) throws {
        let record = { (id: Int) in
            #"{"call_id":"c\#(id)","start":"2024-03-04T09:00:0\#(id)Z","caller":"+44207946001\#(id)"}"#
        }
        let text = shape.replacing("R", with: record(1)).replacing("S", with: record(2))

        let mapping = try draft(text)
        let batch = try Loaded.mapped(mapping, text)

        if let envelope { #expect(mapping.contains("\nenvelope: \(envelope)\n"), "\(mapping)") }
        #expect(mapping.contains("format: ndjson") == shape.hasPrefix("R"), "\(mapping)")
        #expect(batch.contacts.map(\.id) == ["c1", "c2"], "\(mapping) \(batch.rejections)")
    }

    @Test func `of one chat with its messages`() throws {
        let text = """
            {"id": "c1", "started_at": "2024-03-04T09:00:00Z", "messages": [
              {"at": "2024-03-04T09:00:01Z", "from": "visitor", "text": "hello"},
              {"at": "2024-03-04T09:00:09Z", "from": "agent", "text": "hi"}]}

            """

        let mapping = try draft(text)
        let batch = try Loaded.mapped(mapping, text)

        #expect(mapping.contains("format: json\n"))
        #expect(batch.contacts.map(\.id) == ["c1"], "\(mapping)")
    }

    @Test func `of a document that the head cuts`() throws {
        let rows = (1...40).map { #"{"id":"\#($0)","start":"2024-03-04T09:00:00Z","agent":"A"}"# }
        let text = #"{"meta":{"n":40},"data":{"chats":["# + rows.joined(separator: ",") + "]}}"

        let mapping = try draft(String(text.prefix(1_000)))

        #expect(mapping.contains("\nenvelope: data.chats\n"), "\(mapping)")
        let batch = try Loaded.mapped(mapping, text)
        #expect(batch.rejections.isEmpty, "\(mapping)")
        #expect(batch.contacts.count == 40, "\(mapping)")
    }
}
