import ConnectorKit
import JourneyModel

/// Contact records of Amazon Connect, as Kinesis, Firehose and S3 deliver them.
package struct AmazonConnect: Connector {
    package static let description = ConnectorDescription(
        name: "amazon-connect", channel: .voice, framing: .json(envelopeKeys: []),
        summary: "Contact records (CTR) of Amazon Connect, calls and chats, as streamed to S3.",
        key: "contact: InitialContactId of a chain of transfers, else ContactId; leg: ContactId, of"
            + " two versions the one with the later LastUpdateTimestamp",
        options: ConnectOptions.known,
        sample: #"""
            {"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":{"ARN":"arn:aws:connect:eu-central-1:123456789012:instance/i/agent/a1","Username":"ann","ConnectedToAgentTimestamp":"2026-01-12T09:30:41Z","AgentInteractionDuration":240,"CustomerHoldDuration":15,"NumberOfHolds":1,"AfterContactWorkDuration":20},"AgentConnectionAttempts":1,"Attributes":{"customerNumber":"C-10422"},"Channel":"VOICE","ConnectedToSystemTimestamp":"2026-01-12T09:30:00Z","ContactId":"5a1f0c7e-0c5d-4c3e-9d0b-0d6c7a5b1e01","CustomerEndpoint":{"Address":"+441632960123","Type":"TELEPHONE_NUMBER"},"DisconnectReason":"CUSTOMER_DISCONNECT","DisconnectTimestamp":"2026-01-12T09:34:56Z","InitialContactId":null,"InitiationMethod":"INBOUND","InitiationTimestamp":"2026-01-12T09:30:00Z","LastUpdateTimestamp":"2026-01-12T09:36:10Z","NextContactId":null,"PreviousContactId":null,"Queue":{"ARN":"arn:aws:connect:eu-central-1:123456789012:instance/i/queue/q1","Name":"Support","EnqueueTimestamp":"2026-01-12T09:30:11Z","DequeueTimestamp":"2026-01-12T09:30:41Z","Duration":30},"SystemEndpoint":{"Address":"+441632960999","Type":"TELEPHONE_NUMBER"}}
            """#, resumption: .anywhere)

    private let settings: SourceSettings
    private let options: ConnectOptions

    package init(settings: SourceSettings) throws(SettingError) {
        self.settings = settings
        options = try ConnectOptions(settings.options, region: settings.region)
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        ConnectReader(source: settings.name, options: options, region: settings.region)
    }

    /// Names that only these records have together.
    package static func recognises(_ head: FileHead) -> Recognition {
        let found = head.withFirstJSON { record -> Recognition in
            guard record["ContactId"] != nil, record["InitiationMethod"] != nil else { return .no }
            let isStreamed = record["AWSContactTraceRecordFormatVersion"] != nil
            return isStreamed || record["InitiationTimestamp"] != nil ? .certain : .possible
        }
        return found ?? .no
    }
}
