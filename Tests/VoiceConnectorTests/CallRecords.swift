import ConnectorKit
import JourneyModel
import Testing

@testable import VoiceConnectors

/// Reads rows as the pipeline hands them over: without their line ends, with padding behind.
struct CallRecords {
    var batch = RecordBatch()
    var rejections: [Rejection] = []

    init(
        _ rows: [String], zone: String? = "Europe/Berlin", region: String? = "DE",
        options: [String: String] = [:]
    ) throws {
        let settings = SourceSettings(
            name: "pbx", timeZone: zone, region: region, options: options)
        var reader = try AsteriskCDR(settings: settings).reader(header: nil)
        for (index, row) in rows.enumerated() {
            batch.places.append(RecordPlace(byteOffset: Int64(index), line: Int64(index + 1)))
            if let rejection = Self.read(row, with: &reader, into: &batch) {
                rejections.append(rejection)
            }
        }
    }

    private static func read(
        _ row: String, with reader: inout any RecordReader, into batch: inout RecordBatch
    ) -> Rejection? {
        PaddedBytes(Array(row.utf8)).withUnsafeBytes { bytes -> Rejection? in
            do throws(Rejection) {
                try reader.read(bytes, into: &batch)
                return nil
            } catch { return error }
        }
    }

    var leg: ContactLeg { get throws { try #require(batch.legs.first) } }

    func identifiers(_ kind: IdentifierKind) -> [String] {
        batch.evidence.filter { $0.identifier.kind == kind }.map(\.identifier.value)
    }
}

/// One row with usual values; tests change what they are about.
struct CallRow {
    var accountcode = ""
    var src = "01715550123"
    var dst = "600"
    var dcontext = "from-trunk"
    var clid = "\"Anna Berg\" <01715550123>"
    var channel = "PJSIP/trunk-0000002a"
    var dstchannel = "PJSIP/1001-0000002b"
    var lastapp = "Queue"
    var lastdata = "support,t,,,60"
    var start = "2026-01-12 10:30:00"
    var answer = "2026-01-12 10:30:20"
    var end = "2026-01-12 10:34:20"
    var duration = "260"
    var billsec = "240"
    var disposition = "ANSWERED"
    var uniqueid = "1768210200.42"
    var userfield = ""
    var linkedid = "1768210200.42"
    var sequence = "7"

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static func time(_ text: String) -> String { text.isEmpty ? "" : quoted(text) }

    /// The sixteen columns that are always there.
    var base: String {
        let texts = [
            accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata,
        ].map(Self.quoted)
        let times = [start, answer, end].map(Self.time)
        let tail = [duration, billsec, Self.quoted(disposition), Self.quoted("DOCUMENTATION")]
        return (texts + times + tail).joined(separator: ",")
    }

    /// All twenty-one.
    var full: String {
        let added = [uniqueid, userfield, "", linkedid].map(Self.quoted) + [sequence]
        return ([base] + added).joined(separator: ",")
    }

    static func full(_ change: (inout CallRow) -> Void) -> String {
        var row = CallRow()
        change(&row)
        return row.full
    }
}

func moment(_ text: String) -> Timestamp? { TimeParser.rfc3339(text) }
