import ConnectorKit
import Foundation
import JourneyModel
import Testing

@testable import VoiceConnectors

/// One contact record with usual values; tests change what they are about.
struct ConnectRecord {
    var members: [String: Any?] = [
        "AWSContactTraceRecordFormatVersion": "2017-03-10", "ContactId": "c1", "Channel": "VOICE",
        "InitiationMethod": "INBOUND", "InitiationTimestamp": "2026-01-12T09:30:00Z",
        "ConnectedToSystemTimestamp": "2026-01-12T09:30:00Z",
        "DisconnectTimestamp": "2026-01-12T09:35:00Z",
        "LastUpdateTimestamp": "2026-01-12T09:36:00Z", "InitialContactId": nil,
        "PreviousContactId": nil, "NextContactId": nil, "DisconnectReason": "CUSTOMER_DISCONNECT",
        "CustomerEndpoint": ["Address": "+441632960123", "Type": "TELEPHONE_NUMBER"],
        "SystemEndpoint": ["Address": "+441632960999", "Type": "TELEPHONE_NUMBER"],
        "Queue": queue, "Agent": agent, "Attributes": [String: String](),
    ]

    private static let queue: [String: any Sendable] = [
        "Name": "Support", "EnqueueTimestamp": "2026-01-12T09:30:10Z",
        "DequeueTimestamp": "2026-01-12T09:30:35Z", "Duration": 25,
    ]
    private static let agent: [String: any Sendable] = [
        "Username": "ann", "ConnectedToAgentTimestamp": "2026-01-12T09:30:40Z",
        "AgentInteractionDuration": 240, "CustomerHoldDuration": 20, "NumberOfHolds": 1,
        "AfterContactWorkDuration": 30,
    ]

    static func json(_ changes: [String: Any?] = [:]) throws -> String {
        var record = ConnectRecord()
        for (name, value) in changes { record.members[name] = value }
        let object = record.members.mapValues { $0 ?? NSNull() }
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    static func read(
        _ changes: [String: Any?] = [:], options: [String: String] = [:]
    ) throws -> VoiceRecords {
        try VoiceRecords(AmazonConnect.self, try json(changes), options: options)
    }
}

@Suite struct `Contact records` {
    private func moment(_ text: String) throws -> Timestamp {
        try #require(TimeParser.rfc3339("2026-01-12T\(text)Z"))
    }

    @Test func `an inbound call names the company's number that it reached`() throws {
        let records = try ConnectRecord.read()

        #expect(records.identifiers(.phone, .click) == ["+441632960999"])
        #expect(
            try ConnectRecord.read(["InitiationMethod": "OUTBOUND"])
                .identifiers(.phone, .click) == [])
    }

    @Test func `a call has its wait, talk, hold and wrap-up apart`() throws {
        let leg = try ConnectRecord.read().leg

        #expect(leg.channel == .voice)
        #expect(leg.outcome == .handled)
        #expect(leg.direction == .inbound)
        #expect(leg.answeredAt == (try moment("09:30:40")))
        #expect(leg.endedAt == (try moment("09:35:00")))
        #expect(leg.waitMs == 30_000)
        #expect(leg.talkMs == 240_000)
        #expect(leg.holdMs == 20_000)
        #expect(leg.wrapMs == 30_000)
        #expect(leg.queue == "Support")
        #expect(leg.agent == "ann")
    }

    @Test func `the version is the last update`() throws {
        #expect(try ConnectRecord.read().leg.version == (try moment("09:36:00")))
        #expect(try ConnectRecord.read(["LastUpdateTimestamp": nil]).leg.version == nil)
    }

    @Test func `a first segment without initial id is its own contact`() throws {
        for initial in [nil, "c1", ""] as [String?] {
            let leg = try ConnectRecord.read(["InitialContactId": initial]).leg
            #expect(leg.callID == "c1")
            #expect(leg.follows == nil)
            #expect(leg.chainID == "c1")
        }
    }

    @Test(arguments: ["TRANSFER", "QUEUE_TRANSFER", "DISCONNECT"])
    func `a segment that the platform moved is part of the contact before`(
        method: String
    ) throws {
        let leg = try ConnectRecord.read([
            "ContactId": "c3", "InitialContactId": "c1", "PreviousContactId": "c2",
            "InitiationMethod": method,
        ]).leg

        #expect(leg.legID == "c3")
        #expect(leg.callID == "c1")
        #expect(leg.follows == "c2")
        #expect(leg.chainID == "c1")
        #expect(leg.isTransfer == (method != "DISCONNECT"))
        #expect(leg.direction == .unknown)
    }

    @Test func `a callback is a call of its own that names the one before`() throws {
        let records = try ConnectRecord.read([
            "ContactId": "c2", "InitialContactId": "c1", "PreviousContactId": "c1",
            "InitiationMethod": "CALLBACK",
        ])

        let leg = try records.leg
        #expect(leg.callID == "c2")
        #expect(leg.follows == nil)
        #expect(leg.chainID == "c1")
        #expect(leg.direction == .outbound)
        #expect(leg.waitMs == nil)
        #expect(records.identifiers(.contact, .quoted) == ["c1"])
        #expect(records.identifiers(.contact, .issued) == ["c2"])
    }

    @Test func `a call that grew out of a chat is of its chain, a chat gone on is not`() throws {
        let related: [String: Any?] = ["ContactId": "c2", "RelatedContactId": "c1"]
        let call = try ConnectRecord.read(related)
        let chat = try ConnectRecord.read(related.merging(["Channel": "CHAT"]) { $1 })

        #expect(try call.leg.chainID == "c1")
        #expect(try call.leg.callID == "c2")
        #expect(call.identifiers(.contact, .quoted) == ["c1"])
        #expect(try chat.leg.chainID == "c2")
        #expect(chat.identifiers(.contact, .quoted) == ["c1"])
    }

    @Test func `a chat is a chat, in whatever case`() throws {
        for channel in ["CHAT", "Chat"] {
            let leg = try ConnectRecord.read([
                "Channel": channel, "InitiationMethod": "API", "CustomerEndpoint": nil,
                "ChatMetrics": [
                    "AgentMetrics": ["LastMessageTimestamp": "2026-01-12T09:34:10Z"],
                    "CustomerMetrics": ["LastMessageTimestamp": "2026-01-12T09:34:30Z"],
                    "ChatContactMetrics": ["AgentFirstResponseTimeInMillis": 8_200],
                ] as [String: Any],
            ]).leg

            #expect(leg.channel == .chat)
            #expect(leg.direction == .inbound)
            #expect(leg.lastHumanAt == (try moment("09:34:30")))
            #expect(leg.firstResponseMs == 8_200)
        }
    }

    @Test(arguments: ["TASK", "EMAIL"])
    func `tasks and e-mails are ignored and counted`(channel: String) throws {
        let records = try ConnectRecord.read(["Channel": channel])

        #expect(records.batch.ignored == 1)
        #expect(records.batch.evidence.isEmpty)
    }

    @Test func `a supervisor who listens in is nobody's contact`() throws {
        #expect(try ConnectRecord.read(["InitiationMethod": "MONITOR"]).batch.ignored == 1)
    }

    @Test(
        arguments: [
            ("VOICE", "CUSTOMER_DISCONNECT", nil, Outcome.abandoned),
            ("VOICE", "CONTACT_FLOW_DISCONNECT", nil, .missed),
            ("VOICE", "CUSTOMER_DISCONNECT", "c2", .missed), ("CHAT", "EXPIRED", nil, .missed),
            ("CHAT", "CUSTOMER_DISCONNECT", nil, .abandoned),
        ] as [(String, String, String?, Outcome)])
    func `a queue without an agent was left or closed`(
        channel: String, reason: String, next: String?, outcome: Outcome
    ) throws {
        let leg = try ConnectRecord.read([
            "Agent": nil, "Channel": channel, "DisconnectReason": reason, "NextContactId": next,
        ]).leg

        #expect(leg.outcome == outcome)
        #expect(leg.waitMs == 290_000)
        #expect(leg.answeredAt == nil)
    }

    @Test func `without a queue the flow did it alone`() throws {
        let alone: [String: Any?] = ["Agent": nil, "Queue": nil]
        func outcome(_ more: [String: Any?]) throws -> Outcome {
            try ConnectRecord.read(alone.merging(more) { $1 }).leg.outcome
        }

        #expect(try outcome([:]) == .ivrContained)
        #expect(try outcome(["Channel": "CHAT"]) == .botContained)
        #expect(try outcome(["NextContactId": "c2"]) == .open)
        #expect(try outcome(["DisconnectTimestamp": nil]) == .open)
    }

    @Test(arguments: ["OUTBOUND", "CALLBACK", "API", "EXTERNAL_OUTBOUND"])
    func `a call out that nobody took has failed`(method: String) throws {
        func outcome(_ more: [String: Any?]) throws -> Outcome {
            try ConnectRecord.read(more.merging(["InitiationMethod": method]) { $1 }).leg.outcome
        }

        #expect(try outcome([:]) == .handled)
        #expect(try outcome(["ConnectedToSystemTimestamp": nil]) == .failed)
        #expect(try outcome(["AnsweringMachineDetectionStatus": "VOICEMAIL_BEEP"]) == .failed)
    }

    @Test func `the customer of a call out answers when the line is up`() throws {
        let leg = try ConnectRecord.read([
            "InitiationMethod": "OUTBOUND", "ConnectedToSystemTimestamp": "2026-01-12T09:30:55Z",
        ]).leg

        #expect(leg.answeredAt == (try moment("09:30:55")))
        #expect(leg.direction == .outbound)
    }

    @Test func `a lost connection is dropped`() throws {
        #expect(try ConnectRecord.read(["DisconnectReason": "TELECOM_PROBLEM"]).leg.isDropped)
        #expect(try !ConnectRecord.read().leg.isDropped)
        #expect(
            try !ConnectRecord.read(["DisconnectReason": "TELECOM_PROBLEM", "Agent": nil]).leg
                .isDropped)
    }

    @Test(arguments: [nil, "anonymous", "", "+266696687", "Restricted", "None"] as [String?])
    func `anonymous callers have no identity`(address: String?) throws {
        let endpoint = address.map { ["Address": $0, "Type": "TELEPHONE_NUMBER"] }
        let records = try ConnectRecord.read(["CustomerEndpoint": endpoint])

        #expect(records.identifiers(.phone).isEmpty)
        #expect(records.batch.legs.count == 1)
    }

    @Test func `the company's own numbers are no customer's`() throws {
        let same = ["Address": "+441632960999", "Type": "TELEPHONE_NUMBER"]

        #expect(
            try ConnectRecord.read(["CustomerEndpoint": same]).identifiers(.phone).isEmpty)
        #expect(
            try ConnectRecord.read(options: ["own_numbers": "01632 960123"]).identifiers(.phone)
                .isEmpty)
    }

    @Test func `attributes of usual names identify, blanks among them do not`() throws {
        let records = try ConnectRecord.read([
            "CustomerEndpoint": nil,
            "Attributes": [
                "customerNumber": "C-10422", "Customer_Email": "Ann.Lee@mail.test",
                "phone": "01632 960124", "anonymousId": "0f8fad5b-d9cb-469f-a165-70867728950e",
                "customerName": "Ann Lee", "accountId": "None", "email": "-", "mobile": "",
                "language": "en", "code": "k7-r2p", "chatId": "2104.10414779.SVhDCJ9flq79a",
            ],
        ])

        #expect(records.identifiers(.account) == ["C-10422"])
        #expect(records.identifiers(.email) == ["ann.lee@mail.test"])
        #expect(records.identifiers(.phone) == ["+441632960124"])
        #expect(records.identifiers(.browser) == ["0f8fad5b-d9cb-469f-a165-70867728950e"])
        #expect(records.identifiers(.name) == ["lee"])
        #expect(records.identifiers(.reference, .quoted) == ["K7R2P"])
        #expect(records.identifiers(.contact, .quoted) == ["2104.10414779.SVhDCJ9flq79a"])
    }

    @Test func `attributes of other names are named by an option`() throws {
        let attributes: [String: Any?] = ["Attributes": ["sfId": "77812", "customerId": "1"]]
        let records = try ConnectRecord.read(attributes, options: ["account": "sfId"])

        #expect(records.identifiers(.account) == ["77812"])
        #expect(throws: SettingError.self) {
            try AmazonConnect(settings: SourceSettings(name: "c", options: ["colour": "red"]))
        }
    }

    @Test func `a number that the call went on to stays out`() throws {
        let outside = try ConnectRecord.read([
            "TransferredToEndpoint": ["Address": "+441632960555", "Type": "TELEPHONE_NUMBER"],
            "TransferCompletedTimestamp": "2026-01-12T09:34:00Z",
        ]).leg

        #expect(outside.isTransfer)
        #expect(outside.transferredTo == nil)
        #expect(outside.legID + outside.callID == "c1c1")
    }

    @Test(
        arguments: [
            ("ContactId", nil, Rejection.Reason.missingField),
            ("InitiationTimestamp", nil, .missingField), ("Channel", nil, .missingField),
            ("Channel", "FAX", .badValue), ("InitiationTimestamp", "12.01.2026", .badTime),
            ("DisconnectTimestamp", "soon", .badTime),
        ] as [(String, String?, Rejection.Reason)])
    func `a record that cannot be trusted is rejected by its field`(
        field: String, value: String?, reason: Rejection.Reason
    ) throws {
        let records = try ConnectRecord.read([field: value])

        #expect(records.rejections.map(\.reason) == [reason])
        #expect(records.rejections.map(\.field) == [field])
        #expect(records.batch.legs.isEmpty)
    }

    @Test func `a length that is none is rejected by its field`() throws {
        let records = try ConnectRecord.read([
            "Queue": ["EnqueueTimestamp": "2026-01-12T09:30:10Z", "Duration": -4] as [String: Any]
        ])

        #expect(records.rejections.map(\.field) == ["Queue.Duration"])
    }

    @Test(arguments: ["", "\n", " ", "\r\n", "\n\n"])
    func `records are told apart with and without a newline between them`(
        between: String
    ) throws {
        let ids = ["c1", "c2", "c3"]
        let text = try ids.map { try ConnectRecord.json(["ContactId": $0]) }
            .joined(separator: between)

        #expect(try VoiceRecords(AmazonConnect.self, text).batch.legs.map(\.legID) == ids)
    }

    @Test func `records come in an array as well`() throws {
        let text = "[\(try ConnectRecord.json()),\(try ConnectRecord.json(["ContactId": "c2"]))]"

        #expect(try VoiceRecords(AmazonConnect.self, text).batch.legs.map(\.legID) == ["c1", "c2"])
    }
}
