import ConnectorKit
import JourneyModel

/// Reads the messages of a tap in their order.
struct SingerReader: RecordReader {
    private let parser = JSONParser()
    /// `nil` for streams that are passed over in silence.
    private var streams: [String: SingerStream?]
    /// Records by streams that nothing maps.
    private var unmapped: [String: Int] = [:]
    /// Of the schema of each stream that came last.
    private var digests: [String: String] = [:]
    /// Records lie where this cannot read them, so the tap must not be told that all is stored.
    private var isIncomplete = false

    init(streams: [String: SingerStream?]) { self.streams = streams }

    var unknownFields: [String: Int] {
        Dictionary(
            unmapped.map { ("stream \($0.key)", $0.value) }, uniquingKeysWith: { first, _ in first }
        )
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        switch try SingerMessage(try parser.parse(record)) {
        case .record(let message): try read(message, of: record, into: &batch)
        case .schema(let stream, let schema, let keys):
            if case .some(.some(var known)) = streams[stream] {
                known.learn(schema: schema, keys: keys)
                streams[stream] = known
                declare(record, of: stream, in: &batch)
            }
            batch.ignored += 1
        case .state(let member):
            if !isIncomplete { acknowledge(record, member, in: &batch) }
            batch.ignored += 1
        case .batch(let stream):
            if case .some(nil) = streams[stream] {
                batch.ignored += 1
                return
            }
            isIncomplete = true
            throw Rejection(
                .badValue, field: "type",
                "The records of this BATCH lie in files of the tap; turn batches off in the tap's"
                    + " settings (batch_config) and run it again.")
        case .other: batch.ignored += 1
        }
    }

    private mutating func read(
        _ message: SingerMessage.Record, of record: UnsafeRawBufferPointer,
        into batch: inout RecordBatch
    ) throws(Rejection) {
        guard let known = streams[message.stream] else {
            if unmapped.count < Limits.unknownFields || unmapped[message.stream] != nil {
                unmapped[message.stream, default: 0] += 1
            }
            batch.ignored += 1
            return
        }
        guard let stream = known else {
            batch.ignored += 1
            return
        }
        guard let bytes = MemberBytes.of(message.members, in: record) else {
            throw Rejection(.wrongShape, field: "record", "The record cannot be found.")
        }
        try stream.read(message, bytes: bytes, into: &batch)
    }

    /// A schema is needed to read the records behind it, whenever that is; taps repeat them.
    private mutating func declare(
        _ record: UnsafeRawBufferPointer, of stream: String, in batch: inout RecordBatch
    ) {
        guard record.count <= Limits.valueBytes, let place = batch.places.last else { return }
        let digest = ContentDigest.sha256Hex(record)
        guard digests.updateValue(digest, forKey: stream) != digest else { return }
        batch.declarations.append(
            .init(byteOffset: place.byteOffset, bytes: Array(record)))
    }

    /// The state as the tap wrote it, on a line of its own.
    private func acknowledge(
        _ record: UnsafeRawBufferPointer, _ member: StaticString?, in batch: inout RecordBatch
    ) {
        let bytes = member.map { MemberBytes.of([$0], in: record) ?? record } ?? record
        batch.acknowledgement += bytes
        batch.acknowledgement.append(0x0a)
    }
}
