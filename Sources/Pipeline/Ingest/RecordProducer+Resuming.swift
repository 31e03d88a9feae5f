import ConnectorKit
import JourneyModel
import JourneyStore

/// Going on where an earlier load has got.
extension RecordProducer {
    /// Whether any earlier load can help at all.
    var mayResume: Bool {
        input.name != Input.standardInput.name && connector.description.resumption != .atStart
    }

    /// Where a file is settled already; `nil` for its start.
    ///
    /// The latest load of the same content decides; with other settings it would have read other
    /// things in it.
    func place(
        in file: DecodedFile, behind earlier: [BatchLoader.EarlierLoad]
    ) throws -> BatchLoader.Checkpoint? {
        guard mayResume, file.isPlain else { return nil }
        for load in earlier where load.checkpoint.offset > 0 {
            guard let prefix = load.checkpoint.prefix,
                try file.digest(before: load.checkpoint.offset).map(Digest.hex) == prefix
            else { continue }
            let isKnown = load.settings == settingsDigest && !isRepeated(load, of: file)
            return isKnown ? load.checkpoint : nil
        }
        return nil
    }

    /// Whether somebody loads a log again to which nothing was added.
    private func isRepeated(_ load: BatchLoader.EarlierLoad, of file: DecodedFile) -> Bool {
        rereadsUnchangedLogs && load.path == input.name && load.checkpoint.isEndOfFile
            && load.checkpoint.offset == file.rawSize
    }

    func opened(
        _ file: DecodedFile, _ start: BatchLoader.Checkpoint?
    ) -> BatchLoader.OpenedFile {
        var opened = BatchLoader.OpenedFile(path: input.name)
        opened.fingerprint = file.fingerprint
        opened.size = file.rawSize
        opened.head = file.headDigest.map(Digest.hex)
        opened.settings = settingsDigest
        opened.start = start
        opened.connector = connector.description.name
        opened.encoding = settings.encoding.flatMap { $0 == .utf8 ? nil : $0.rawValue }
        return opened
    }

    /// The first row of the file, if it holds names: rejects are read again with it.
    ///
    /// Of a format that may go without, a row with a digit is a record, as all of them have a time.
    func columnNames(in window: borrowing TextWindow, _ framing: Framing) -> String? {
        let mayHaveNames = connector.description.resumption == .withFirstRow
        guard framing.hasHeader || mayHaveNames else { return nil }
        var framer = RecordFramer(framing)
        guard
            case .record(let record) = framer.next(in: window.bytes, isLast: window.isLast)
        else { return nil }
        let row = window.bytes[record.range]
        if row.contains(0) || !framing.hasHeader && row.contains(where: { 0x30...0x39 ~= $0 }) {
            return nil
        }
        return String(decoding: row, as: UTF8.self)
    }

    /// The header that a reader gets; one that goes on in the middle may need to see the first row.
    func header(
        in window: inout TextWindow, _ cutter: inout RecordCutter, isResumed: Bool
    ) throws -> [String]? {
        guard isResumed, connector.description.resumption == .withFirstRow else {
            return try cutter.header(in: &window)
        }
        do {
            return try cutter.firstRow(in: &window)
        } catch is Rejection {
            return nil
        }
    }

    func checkpoint(
        of cutter: RecordCutter, in file: DecodedFile, isEnd: Bool
    ) throws -> BatchLoader.Checkpoint {
        var checkpoint = BatchLoader.Checkpoint(
            offset: cutter.settled.byteOffset, isEndOfFile: isEnd)
        checkpoint.line = cutter.settled.line
        checkpoint.bytes = .init(
            records: cutter.passed.records, between: cutter.passed.between,
            text: isEnd ? file.position : nil)
        if mayResume, cutter.isResumable {
            checkpoint.prefix = try file.digest(before: checkpoint.offset).map(Digest.hex)
        }
        return checkpoint
    }

    /// Of everything that decides what the records of the source mean, hexadecimal.
    private var settingsDigest: String {
        let options = settings.options.sorted { $0.key < $1.key }
            .flatMap { [$0.key, $0.value] }
        let parts =
            [
                connector.description.name, settings.timeZone ?? "", settings.region ?? "",
                settings.encoding?.rawValue ?? "",
            ] + options
        // Lengths keep parts apart, whatever they hold.
        return Digest.hex(
            Digest.sha256(parts.map { "\($0.utf8.count):\($0)" }.joined(separator: ",")))
    }
}
