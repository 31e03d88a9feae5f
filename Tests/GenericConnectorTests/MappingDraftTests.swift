import ConnectorKit
import Foundation
import JourneyModel
import Testing

@testable import GenericConnectors

@Suite struct `A drafted mapping` {
    private func draft(_ text: String, _ name: String = "export.csv") throws -> String {
        try MappingDraft.text(for: FileHead(fileName: name, bytes: Array(text.utf8)))
    }

    @Test(arguments: [
        ("chats.csv", "chat", 1, 4), ("calls.csv", "call", 0, 4),
        ("orders.tsv", "conversion", 0, 2), ("conversations.json", "chat", 0, 2),
    ])
    func `of each sample loads that sample as it is`(
        file: String, kind: String, rejected: Int, records: Int
    ) throws {
        let text = try Loaded.text(file)

        let mapping = try draft(text, file)

        #expect(mapping.contains("\nrecord: \(kind)  #"), "\(mapping)")
        let batch = try Loaded.mapped(mapping, text, zone: "Europe/London", region: "DE")
        #expect(batch.places.count == records)
        #expect(batch.rejections.count == rejected, "\(batch.rejections) \(mapping)")
        #expect(!batch.evidence.isEmpty)
    }

    @Test func `names times, numbers, addresses and ids of a call log`() throws {
        let mapping = try draft(
            """
            CallID,CallDate,Direction,CallerNumber,CalledNumber,QueueTime,TalkTime,Agent,Status
            77,03/31/2024 01:05:22 PM,Incoming,+442079460011,+442079460099,00:12,03:10,Ada,Answered
            78,04/01/2024 11:00:00 AM,Outgoing,+442079460099,+442079460012,00:00,00:44,Bob,Answered
            79,04/01/2024 11:09:00 AM,Incoming,+442079460013,+442079460099,01:12,00:00,,No answer

            """)

        for line in [
            "id: CallID",
            "started_at: {from: CallDate, format: \"MM/dd/yyyy hh:mm:ss a\"}",
            "direction: {from: Direction, values: {Incoming: inbound, Outgoing: outbound}",
            "wait: {from: QueueTime, unit: clock}", "talk: {from: TalkTime, unit: clock}",
            "agent: Agent", "Answered: handled", "No answer: missed",
            "- {kind: phone, from: CallerNumber, direction: inbound}",
            "- {kind: phone, from: CalledNumber, direction: outbound}",
        ] {
            #expect(mapping.contains(line), "\(line) is missing in\n\(mapping)")
        }
    }

    @Test func `names the columns of web events`() throws {
        let text = """
            {"event_id":"e1","ts":1709542800123,"page_url":"https://shop.test/a","referrer":"https://g.test/","visitor_id":"5f1c7a60-91d2-4c1e-8a70-0d6b1f6a2c11"}
            {"event_id":"e2","ts":1709542801123,"page_url":"https://shop.test/b","referrer":"","visitor_id":"5f1c7a60-91d2-4c1e-8a70-0d6b1f6a2c11"}

            """

        let mapping = try draft(text, "events.ndjson")

        let batch = try Loaded.mapped(mapping, text)
        #expect(batch.rejections.isEmpty)
        #expect(batch.webEvents.map { batch.text($0.id) } == ["e1", "e2"])
        #expect(batch.webEvents.map { batch.text($0.url) }.last == "https://shop.test/b")
        #expect(batch.webEvents[0].occurredAt == at("2024-03-04T09:00:00.123Z"))
        #expect(batch.text(batch.webEvents[0].browser).hasPrefix("5f1c7a60"))
    }

    @Test func `names the columns of a customer master`() throws {
        let text = """
            customer_no|email|phone|last_name
            C-1|lea@example-mail.com|+493023125012|Roth
            C-2|chidi@example-mail.com|+442079460011|Okafor

            """

        let mapping = try draft(text)

        let batch = try Loaded.mapped(mapping, text)
        #expect(batch.customers.map(\.account) == ["C-1", "C-2"], "\(mapping)")
        #expect(batch.values(.email, role: .master).count == 2)
        #expect(batch.values(.phone, role: .master).count == 2)
    }

    @Test func `says where day and month cannot be told apart`() throws {
        let mapping = try draft("id,started\n1,04/03/2024 10:00\n2,05/03/2024 10:00\n")

        #expect(mapping.contains("the day before the month?"))
        #expect(mapping.contains("# time_zone:"))
    }

    @Test func `names the columns of a file without header`() throws {
        let text = "7,2024-03-04T10:00:00Z,lea@example-mail.com\n8,2024-03-04T11:00:00Z,\n"

        let mapping = try draft(text)

        #expect(mapping.contains("columns: [column 1, column 2, column 3]"))
        #expect(try Loaded.mapped(mapping, text).rejections.isEmpty)
    }

    @Test(arguments: [
        "id,started,note: #1,\"a \"\"b\"\"\",[x],{y}\n1,2024-03-04T10:00:00Z,a,b,c,d\n",
        "id;started;x\\y;*z;&a;- b\n1;2024-03-04T10:00:00Z;;1;2;3\n",
        "{\"id\":1,\"start\":\"2024-03-04T10:00:00Z\",\"a.b\":{\"c\\\\d\":\"x@example-mail.com\"}}\n",
    ])
    func `quotes whatever a name holds`(text: String) throws {
        let mapping = try draft(text)

        #expect(try Loaded.mapped(mapping, text).rejections.isEmpty, "\(mapping)")
    }

    @Test(arguments: ["", "\n\n", "one\ntwo\n", "[]", "{}"])
    func `is refused for what holds no record`(text: String) {
        #expect(throws: FormatMismatch.self) { _ = try draft(text) }
    }

    /// Samples with bytes changed, dropped and doubled.
    @Test(arguments: ["chats.csv", "calls.csv", "orders.tsv", "conversations.json"])
    func `of a damaged file is a mapping or nothing`(file: String) throws {
        let whole = Array(try Loaded.text(file).utf8)
        let kinds = [nil] + RecordKind.allCases.map { Optional($0.rawValue) }
        let marks = Array(",;\"'\n\t:{}[]\\#&*!|>%@`".utf8)
        var seed: UInt64 = 7
        func random(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for round in 0..<140 {
            var bytes = whole
            for _ in 0...random(6) {
                let place = random(bytes.count)
                switch random(4) {
                case 0: bytes[place] = UInt8(random(256))
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(marks[random(marks.count)], at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + random(200)))
                }
                if bytes.isEmpty { bytes = [0x0a] }
            }
            let record = kinds[round % kinds.count]
            let mapping: String
            do {
                mapping = try MappingDraft.text(
                    for: FileHead(fileName: "x", bytes: bytes), record: record)
            } catch {
                continue
            }
            let mistake = Loaded.mistake(in: mapping)
            #expect(mistake == nil, "round \(round), \(record ?? "any"): \(mapping)")
        }
    }

    @Test func `takes the sort of record that it is told`() throws {
        let head = FileHead(
            fileName: "x.csv", bytes: Array("id,started\n1,2024-03-04T10:00:00Z\n".utf8))

        #expect(try MappingDraft.text(for: head, record: "call").contains("record: call "))
        #expect(throws: FormatMismatch.self) {
            _ = try MappingDraft.text(for: head, record: "phone call")
        }
    }
}
