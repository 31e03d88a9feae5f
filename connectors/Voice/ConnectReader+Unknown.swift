import ConnectorKit

/// Members of contact records that nobody described.
extension ConnectReader {
    static var unknownMembers: UnknownMembers {
        UnknownMembers(known: [
            "AWSAccountId", "AWSContactTraceRecordFormatVersion", "Agent",
            "AgentConnectionAttempts", "AnsweringMachineDetectionStatus", "Attributes",
            "Campaign", "Channel", "ChatMetrics", "ConnectedToSystemTimestamp",
            "ContactAssociationId", "ContactDetails", "ContactId", "ContactLens",
            "CustomerEndpoint",
            "CustomerId", "CustomerVoiceActivity", "DisconnectDetails", "DisconnectReason",
            "DisconnectTimestamp", "InitialContactId", "InitiationMethod", "InitiationTimestamp",
            "InstanceARN", "LastUpdateTimestamp", "MediaStreams", "NextContactId",
            "PreviousContactId", "QualityMetrics", "Queue", "Recording", "Recordings", "References",
            "RelatedContactId", "RoutingCriteria", "ScheduledTimestamp", "SegmentAttributes",
            "SystemEndpoint", "Tags", "TransferCompletedTimestamp", "TransferredToEndpoint",
            "VoiceIdResult",
        ])
    }

    var unknownFields: [String: Int] { members.counts }
}
