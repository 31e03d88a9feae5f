import ConnectorKit
import JourneyModel
import Testing

@testable import ChatConnectors

/// Reads chats as the pipeline hands them over, one object each.
struct ChatRecords {
    var batch = RecordBatch()
    var rejections: [Rejection] = []

    init(_ chats: [String], region: String? = "GB", options: [String: String] = [:]) throws {
        let settings = SourceSettings(name: "chat", region: region, options: options)
        var reader = try ZendeskChat(settings: settings).reader(header: nil)
        for (index, chat) in chats.enumerated() {
            batch.places.append(RecordPlace(byteOffset: Int64(index), line: Int64(index + 1)))
            if let rejection = Self.read(chat, with: &reader, into: &batch) {
                rejections.append(rejection)
            }
        }
    }

    private static func read(
        _ chat: String, with reader: inout any RecordReader, into batch: inout RecordBatch
    ) -> Rejection? {
        PaddedBytes(Array(chat.utf8)).withUnsafeBytes { bytes -> Rejection? in
            do throws(Rejection) {
                try reader.read(bytes, into: &batch)
                return nil
            } catch { return error }
        }
    }

    var chat: Contact { get throws { try #require(batch.contacts.first) } }

    func identifiers(_ kind: IdentifierKind, _ role: EvidenceRole? = nil) -> [String] {
        batch.evidence.filter { evidence in
            evidence.identifier.kind == kind && (role.map { evidence.role == $0 } ?? true)
        }.map(\.identifier.value)
    }
}

/// A chat of ten minutes from 09:30; times are written as minutes and seconds after nine.
struct ChatText {
    var fields: [String: String] = [
        "id": "\"2104.10.SVhDCJ9flq\"", "type": "\"chat\"", "timestamp": at("30:00"),
        "end_timestamp": at("40:00"), "update_timestamp": at("40:05"),
        "started_by": "\"visitor\"",
    ]
    var history: [String] = []

    static func at(_ clock: String) -> String { "\"2026-01-12T09:\(clock)Z\"" }

    mutating func say(_ nick: String, _ clock: String, _ text: String) {
        history.append(
            #"{"type":"chat.msg","nick":"\#(nick)","timestamp":\#(Self.at(clock)),"msg":"\#(text)"}"#
        )
    }

    mutating func event(_ type: String, _ nick: String, _ clock: String, _ rest: String = "") {
        history.append(
            #"{"type":"\#(type)","nick":"\#(nick)","timestamp":\#(Self.at(clock))\#(rest)}"#)
    }

    var json: String {
        var all = fields
        if !history.isEmpty { all["history"] = "[" + history.joined(separator: ",") + "]" }
        let members = all.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// A chat that an agent answered.
    static var handled: ChatText {
        var chat = ChatText()
        chat.say("visitor", "30:00", "Where is my parcel?")
        chat.event("chat.memberjoin", "agent:361", "30:20")
        chat.say("agent:361", "30:50", "Let me look.")
        chat.say("agent:361", "33:00", "It is on its way.")
        return chat
    }

    static func read(_ chat: ChatText, options: [String: String] = [:]) throws -> ChatRecords {
        try ChatRecords([chat.json], options: options)
    }
}

func moment(_ clock: String) -> Timestamp? { TimeParser.rfc3339("2026-01-12T09:\(clock)Z") }
