import ConnectorContract
import ConnectorKit
import Foundation
import GenericConnectors
import JourneyModel

/// What connectors make of files and texts.
enum Loaded {
    static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("connectors/Generic/samples")

    static func text(_ name: String) throws -> String {
        try String(contentsOf: samples.appendingPathComponent(name), encoding: .utf8)
    }

    /// Records of a text by a mapping.
    static func mapped(
        _ mapping: String, _ text: String, zone: String? = nil, region: String? = "GB",
        chunk: Int = 1 << 20
    ) throws -> RecordBatch {
        let connector = try Mapped(
            settings: SourceSettings(
                name: "own", timeZone: zone, region: region, options: ["mapping": mapping]))
        return try ConnectorRun.load(
            Mapped.self, connector, bytes: Array(text.utf8), chunk: chunk)
    }

    static func singer(
        _ lines: [String], _ options: [String: String], zone: String? = nil
    ) throws -> RecordBatch {
        let connector = try Singer(
            settings: SourceSettings(name: "tap", timeZone: zone, region: "DE", options: options))
        return try ConnectorRun.load(
            Singer.self, connector, bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// What is wrong with a mapping: the message with its place.
    static func mistake(in mapping: String) -> String? {
        do {
            _ = try Mapped(settings: SourceSettings(name: "own", options: ["mapping": mapping]))
            return nil
        } catch {
            return error.message
        }
    }
}

extension RecordBatch {
    func values(_ kind: IdentifierKind, role: EvidenceRole = .own) -> [String] {
        evidence.filter { $0.identifier.kind == kind && $0.role == role }.map(\.identifier.value)
    }

    func text(_ part: Text) -> String {
        String(decoding: arena[Int(part.offset)..<Int(part.offset + part.count)], as: UTF8.self)
    }
}

func at(_ text: String) -> Timestamp? { TimeParser.rfc3339(text) }
