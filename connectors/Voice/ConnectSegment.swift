import ConnectorKit
import JourneyModel

/// One contact record, as far as its place in a chain and its end go.
struct ConnectSegment {
    /// How the segment came about.
    enum Origin: Hashable {
        /// The customer came.
        case inbound
        /// The company rang, wrote or rang back.
        case outbound
        /// The platform moved the customer here from another segment.
        case moved
        /// A supervisor listens in: nothing the customer did.
        case monitored
    }

    let id: String
    let channel: Channel
    let origin: Origin
    let method: String
    let initialID: String?
    let previousID: String?
    let relatedID: String?
    let associationID: String?
    let hasNext: Bool
    let disconnectReason: String
    let answeringMachine: String

    /// - Parameter channel: What the record states; calls and chats only.
    init(_ record: JSONValue, id: String, channel: Channel) {
        func text(_ value: JSONValue?) -> String? {
            guard let text = value?.string?.trimmingBlanks(), !text.isEmpty else { return nil }
            return text
        }
        func other(_ value: JSONValue?) -> String? {
            text(value).flatMap { $0 == id || $0.utf8.count > Limits.identifierBytes ? nil : $0 }
        }
        self.id = id
        self.channel = channel
        method = text(record["InitiationMethod"])?.uppercased() ?? ""
        initialID = other(record["InitialContactId"])
        previousID = other(record["PreviousContactId"])
        relatedID = other(record["RelatedContactId"])
        associationID = text(record["ContactAssociationId"])
        hasNext = other(record["NextContactId"]) != nil
        disconnectReason = text(record["DisconnectReason"])?.uppercased() ?? ""
        answeringMachine = text(record["AnsweringMachineDetectionStatus"])?.uppercased() ?? ""
        origin = Self.origin(method, channel, isLinked: initialID != nil || previousID != nil)
    }

    private static func origin(_ method: String, _ channel: Channel, isLinked: Bool) -> Origin {
        switch method {
        case "MONITOR": .monitored
        case "OUTBOUND", "EXTERNAL_OUTBOUND", "CALLBACK", "CAMPAIGN_PREVIEW", "AGENT_REPLY":
            .outbound
        // The programming interface starts chats for customers, and calls to them.
        case "API": channel == .voice ? .outbound : .inbound
        case "INBOUND", "WEBRTC_API": .inbound
        default: isLinked ? .moved : .inbound
        }
    }

    /// The contact whose part this segment is, where the platform moved the customer.
    var follows: String? { origin == .moved ? previousID ?? initialID : nil }

    /// The record id of the whole contact.
    var contactID: String { origin == .moved ? initialID ?? previousID ?? id : id }

    /// Contacts of one chain are of one matter. A chat that goes on where an earlier one ended
    /// names that as related, and is a contact of its own.
    var chainID: String {
        if channel == .chat { return initialID ?? id }
        return associationID ?? initialID ?? relatedID ?? previousID ?? id
    }

    var isTransfer: Bool { method == "TRANSFER" || method == "QUEUE_TRANSFER" }

    var direction: Direction {
        switch origin {
        case .inbound: .inbound
        case .outbound: .outbound
        case .moved, .monitored: .unknown
        }
    }

    /// The connection was lost, not ended by either side.
    var isDropped: Bool { Self.failures.contains(disconnectReason) }

    /// - Parameters:
    ///   - isReached: An outbound contact was answered at the other end.
    ///   - hasQueue: It was put in a queue.
    func outcome(hasAgent: Bool, hasQueue: Bool, isReached: Bool, hasEnded: Bool) -> Outcome {
        if origin == .outbound {
            let isMachine = Self.machines.contains { answeringMachine.hasPrefix($0) }
            if isReached, !isMachine { return hasAgent ? .handled : .ivrContained }
            return hasEnded ? .failed : .open
        }
        if hasAgent { return .handled }
        if !hasEnded { return .open }
        if hasQueue {
            // A segment that goes on in another was not given up.
            if hasNext { return .missed }
            return Self.closedBySystem.contains(disconnectReason) ? .missed : .abandoned
        }
        if hasNext { return .open }
        return channel == .voice ? .ivrContained : .botContained
    }

    private static let failures: Set<String> = [
        "TELECOM_PROBLEM", "AGENT_NETWORK_DISCONNECT", "CUSTOMER_NETWORK_DISCONNECT",
        "SYSTEM_ERROR",
    ]
    private static let closedBySystem: Set<String> = [
        "CONTACT_FLOW_DISCONNECT", "EXPIRED", "API", "IDLE_DISCONNECT", "TELECOM_PROBLEM",
        "SYSTEM_ERROR",
    ]
    /// A machine or nobody at all picked up.
    private static let machines = ["VOICEMAIL", "SIT_TONE", "FAX", "AMD_UNANSWERED"]
}
