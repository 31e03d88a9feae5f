import ConnectorKit
import Foundation
import JourneyModel
import JourneyStore

/// Makes readers for rejects from what is kept of their files.
struct RejectReaders {
    private let registry: ConnectorRegistry
    private let source: Source
    private let settings: SourceSettings
    private var connectors: [String: any Connector] = [:]
    /// By file and in their order; what was read is gone.
    private var declarations: [Int32: [RecordBatch.Declaration]]
    /// Of the file read last; `nil` where there can be none.
    private var current: (file: Int32, reader: (any RecordReader)?)?

    init(
        _ registry: ConnectorRegistry, _ source: Source, _ settings: SourceSettings,
        declarations: [Int32: [RecordBatch.Declaration]]
    ) throws {
        self.registry = registry
        self.source = source
        self.settings = settings
        self.declarations = declarations
        // A mistake in an option is said before anything is read.
        _ = try connector(named: source.connector)
    }

    /// Reads one reject into a batch.
    ///
    /// - Returns: `false` where it cannot be read, as only its beginning is kept or what the
    ///   columns of its file mean is not known.
    mutating func read(_ reject: Rejects.Reject, into batch: inout RecordBatch) throws -> Bool {
        guard reject.length == Int64(reject.raw.count) else { return false }
        if current?.file != reject.origin.file {
            current = (reject.origin.file, try reader(reject.origin, path: reject.path))
        }
        guard var reader = current?.reader else { return false }
        learn(before: reject, with: &reader)
        batch.places.append(RecordPlace(byteOffset: reject.byteOffset, line: reject.line))
        PaddedBytes(reject.raw).withUnsafeBytes { bytes in
            do throws(Rejection) {
                try reader.read(bytes, into: &batch)
            } catch {
                batch.rejections.append(
                    RejectedRecord(
                        record: batch.record, rejection: error, raw: reject.raw,
                        length: reject.length))
            }
        }
        current?.reader = reader
        return true
    }

    /// Reads what stood before a reject of its file and is needed to read it.
    private mutating func learn(before reject: Rejects.Reject, with reader: inout any RecordReader)
    {
        let file = reject.origin.file
        let known = declarations[file]?.prefix { $0.byteOffset < reject.byteOffset } ?? []
        declarations[file]?.removeFirst(known.count)
        for declaration in known {
            var nothing = RecordBatch()
            nothing.places.append(RecordPlace(byteOffset: declaration.byteOffset, line: 1))
            PaddedBytes(declaration.bytes).withUnsafeBytes { bytes in
                do throws(Rejection) {
                    try reader.read(bytes, into: &nothing)
                } catch {
                    // Then the reject needs it in vain, and says so itself.
                }
            }
        }
    }

    private mutating func connector(named name: String) throws -> any Connector {
        if let known = connectors[name] { return known }
        let type = try registry.connector(named: name)
        var settings = settings
        // Feeds that share a source have options of their own; one that no feed has is refused.
        let vendor = name.prefix { $0 != "-" }
        let feeds = registry.connectors.map { $0.description }.filter {
            source.channel == Channel.voice.rawValue && $0.channel == .voice
                && $0.name.prefix { $0 != "-" } == vendor && $0.name != name
        }
        let own = Set(type.description.options.map(\.name))
        let others = Set(feeds.flatMap(\.options).map(\.name)).subtracting(own)
        settings.options = settings.options.filter { !others.contains($0.key) }
        let made = try FileOptions.connector(
            type, try FileOptions.read(settings, of: type.description), paths: settings.options)
        connectors[name] = made
        return made
    }

    private mutating func reader(
        _ origin: Rejects.Origin, path: String
    ) throws -> (any RecordReader)? {
        let connector = try connector(named: origin.connector ?? source.connector)
        let framing = connector.framing
        do {
            if origin.connector == nil, framing.hasHeader || framing == .table {
                return try reader(connector, of: origin, path: path)
            }
            if origin.header == nil, framing.hasHeader { return nil }
            let names = try origin.header.map { try Self.names($0, framing) }
            return try connector.reader(header: names)
        } catch is FormatMismatch {
            return nil
        } catch is Rejection {
            return nil
        }
    }

    private static func names(_ header: String, _ framing: Framing) throws -> [String] {
        let dialect = framing.dialect ?? Dialect()
        let bytes = PaddedBytes(Array(header.utf8))
        var names: [String] = []
        try bytes.withUnsafeBytes { row in
            var fields = CSVRow()
            try fields.split(row, delimiter: dialect.delimiter, quote: dialect.quote)
            names = (0..<fields.count).map { fields.text($0) }
        }
        return names
    }

    /// Of a file loaded before its header was kept: as it is now, if it is the same still.
    private func reader(
        _ connector: any Connector, of origin: Rejects.Origin, path: String
    ) throws -> (any RecordReader)? {
        do {
            let file = try DecodedFile(.file(path), encoding: settings.encoding)
            let isSame =
                file.fingerprint.map(Digest.hex).map { $0 == origin.fingerprint } ?? false
                || file.headDigest.map(Digest.hex).map { $0 == origin.head } ?? false
            guard isSame else { return nil }
            var window = TextWindow(file)
            try window.advance(by: 0, atLeast: 64 << 10)
            let head = FileHead(
                fileName: URL(fileURLWithPath: path).lastPathComponent,
                bytes: Array(window.bytes.prefix(64 << 10)))
            var cutter = RecordCutter(
                framing: connector.framing.resolved(for: head), leavesUnfinished: false)
            return try connector.reader(header: try cutter.header(in: &window))
        } catch let failure as Failure where failure.exitCode == 66 {
            return nil
        }
    }
}
