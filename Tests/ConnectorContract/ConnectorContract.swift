import ConnectorKit
import Foundation
import JourneyModel

/// What every connector must keep, whatever its format.
///
/// A test target checks `ConnectorContract(Segment.self, samples: folder).violations() == []`.
package struct ConnectorContract {
    private let type: any Connector.Type
    private let connector: any Connector
    private let samples: [(name: String, bytes: [UInt8])]
    private let others: [any Connector.Type]
    private let isRecognised: Bool

    /// - Parameters:
    ///   - samples: A folder; its files named `NAME.…` or `NAME_…` are this connector's.
    ///   - others: Connectors that must not claim these samples, nor this one theirs.
    ///   - isRecognised: `false` for a format that users describe, which no file looks like.
    package init<C: Connector>(
        _ type: C.Type, settings: SourceSettings? = nil, samples folder: URL? = nil,
        others: [any Connector.Type] = [], isRecognised: Bool = true
    ) throws {
        self.isRecognised = isRecognised
        self.type = type
        self.others = others.filter { $0.description.name != C.description.name }
        connector = try C(settings: settings ?? SourceSettings(name: C.description.name))
        samples =
            try [("description", Array(C.description.sample.utf8))]
            + Self.files(of: C.description.name, in: folder)
    }

    /// One sentence for each promise that is broken.
    package func violations() throws -> [String] {
        var found: [String] = []
        for (name, bytes) in samples {
            let whole = try ConnectorRun.load(type, connector, bytes: bytes)
            found += try repeatability(name, bytes, whole)
            found += try recognition(name, bytes)
            if try permutedHeader(bytes, whole) == false {
                found.append("\(name): the order of columns changes the result")
            }
        }
        found += try soundness()
        found += try mutations()
        return found
    }

    /// The description's sample is whole: it is read, and nothing of it is refused.
    private func soundness() throws -> [String] {
        let batch = try ConnectorRun.load(type, connector, bytes: samples[0].bytes)
        var found = batch.rejections.map { "description: rejected, \($0.rejection.message)" }
        if Self.values(batch) == 0 { found.append("description: the sample says nothing") }
        return found
    }

    private func repeatability(
        _ name: String, _ bytes: [UInt8], _ whole: RecordBatch
    ) throws -> [String] {
        var found: [String] = []
        let expected = ConnectorRun.dump(whole)
        for chunk in [1 << 20, 4_096, 61, 1] {
            let batch = try ConnectorRun.load(type, connector, bytes: bytes, chunk: chunk)
            if ConnectorRun.dump(batch) != expected {
                found.append("\(name): read in pieces of \(chunk) bytes it gives other records")
            }
        }
        return found
    }

    private func recognition(_ name: String, _ bytes: [UInt8]) throws -> [String] {
        var found: [String] = []
        let head = FileHead(fileName: name, bytes: Array(bytes.prefix(65_536)))
        if isRecognised != (type.recognises(head) == .certain) {
            found.append("\(name): \(isRecognised ? "not recognised" : "claimed")")
        }
        for other in others {
            if other.recognises(head) == .certain {
                found.append("\(name): claimed by \(other.description.name)")
            }
            let theirs = FileHead(fileName: "", bytes: Array(other.description.sample.utf8))
            if type.recognises(theirs) == .certain {
                found.append("claims the sample of \(other.description.name)")
            }
        }
        return found
    }

    /// Reverses the columns of a file with a header; `nil` for other files.
    private func permutedHeader(_ bytes: [UInt8], _ whole: RecordBatch) throws -> Bool? {
        let head = FileHead(fileName: "", bytes: bytes)
        guard connector.framing.resolved(for: head) == .csv(hasHeader: true) else {
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard !text.contains("\"") else { return nil }
        let rows = text.split(whereSeparator: \.isNewline).map { row in
            row.split(separator: ",", omittingEmptySubsequences: false).reversed()
                .joined(separator: ",")
        }
        let permuted = Array(rows.joined(separator: "\n").utf8)
        var batch = try ConnectorRun.load(type, connector, bytes: permuted)
        batch.places = whole.places
        var expected = whole
        expected.rejections = []
        batch.rejections = []
        return ConnectorRun.dump(batch) == ConnectorRun.dump(expected)
    }

    /// Every byte changed, and the sample cut at every byte: records or rejections, nothing else.
    private func mutations() throws -> [String] {
        let sample = samples[0].bytes
        var found: [String] = []
        for place in sample.indices {
            for value: UInt8 in [0, 0x0a, 0x22, 0x2c, 0x7b, 0x5c, 0xff, sample[place] ^ 1] {
                var bytes = sample
                bytes[place] = value
                if try !balances(bytes) { found.append("byte \(place) as \(value): uncounted") }
            }
            if try !balances(Array(sample[..<place])) { found.append("cut at \(place): uncounted") }
        }
        return found
    }

    /// Whether each record that is not refused leaves something; a wrong header refuses the file.
    private func balances(_ bytes: [UInt8]) throws -> Bool {
        do {
            let batch = try ConnectorRun.load(type, connector, bytes: bytes)
            let accepted = batch.places.count - batch.rejections.count
            return accepted <= Self.values(batch) && (accepted > 0 || Self.values(batch) == 0)
        } catch is FormatMismatch {
            return true
        } catch is Rejection {
            return true
        }
    }

    private static func values(_ batch: RecordBatch) -> Int {
        batch.webEvents.count + batch.contacts.count + batch.legs.count
            + batch.conversions.count + batch.customers.count + batch.feedRows.count
            + batch.ignored
    }

    private static func files(
        of name: String, in folder: URL?
    ) throws -> [(name: String, bytes: [UInt8])] {
        guard let folder else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasPrefix(name + ".") || $0.hasPrefix(name + "_") }
            .map { ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0)))) }
    }
}
