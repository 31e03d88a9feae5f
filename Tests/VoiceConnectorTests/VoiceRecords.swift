import ConnectorContract
import ConnectorKit
import JourneyModel
import Testing

/// What a connector makes of a text, as the pipeline reads it.
struct VoiceRecords {
    let batch: RecordBatch

    init<C: Connector>(
        _ type: C.Type, _ text: String, zone: String? = nil, region: String? = "GB",
        options: [String: String] = [:]
    ) throws {
        let settings = SourceSettings(
            name: "pbx", timeZone: zone, region: region, options: options)
        batch = try ConnectorRun.load(type, try C(settings: settings), bytes: Array(text.utf8))
    }

    var leg: ContactLeg { get throws { try #require(batch.legs.first) } }
    var rejections: [Rejection] { batch.rejections.map(\.rejection) }

    func identifiers(_ kind: IdentifierKind, _ role: EvidenceRole = .own) -> [String] {
        batch.evidence.filter { $0.identifier.kind == kind && $0.role == role }
            .map(\.identifier.value)
    }
}
