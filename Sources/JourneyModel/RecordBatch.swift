/// What one transaction loads: typed records in the order they were read.
///
/// Web events are the hot path, so their text lives in one byte arena; the rest are plain values.
package struct RecordBatch: Sendable {
    /// A piece of text in ``arena``; empty when `count` is 0.
    package struct Text: Sendable, Hashable {
        package var offset: UInt32
        package var count: UInt32

        package init(offset: UInt32, count: UInt32) {
            self.offset = offset
            self.count = count
        }

        package static let empty = Text(offset: 0, count: 0)
        package var isEmpty: Bool { count == 0 }
    }

    /// A record that later ones of its file cannot be read without, such as the schema of a stream.
    package struct Declaration: Sendable, Hashable {
        package var byteOffset: Int64
        package var bytes: [UInt8]

        package init(byteOffset: Int64, bytes: [UInt8]) {
            self.byteOffset = byteOffset
            self.bytes = bytes
        }
    }

    /// UTF-8 of every ``Text``.
    package var arena: [UInt8] = []
    /// Places of the records in the file, one entry a record read; `record` fields index it.
    package var places: [RecordPlace] = []
    package var webEvents: [WebEvent] = []
    /// Keys of all of ``webEvents``, where somebody has worked them out already.
    package var eventKeys: EventKeys?
    package var contacts: [Contact] = []
    package var legs: [ContactLeg] = []
    package var conversions: [Conversion] = []
    package var customers: [Customer] = []
    package var feedRows: [FeedRow] = []
    package var evidence: [Evidence] = []
    package var rejections: [RejectedRecord] = []
    /// Valid records that describe nothing to keep.
    package var ignored = 0
    /// What whoever delivers is told, word for word, once this batch is committed; empty for most.
    package var acknowledgement: [UInt8] = []
    /// Records that later ones of the file cannot be read without; none for most formats.
    package var declarations: [Declaration] = []

    package init() {}

    /// The index of the record being read; every appended value carries it.
    package var record: UInt32 { UInt32(places.count - 1) }

    package mutating func append(text bytes: some Collection<UInt8>) -> Text {
        let text = Text(offset: UInt32(arena.count), count: UInt32(bytes.count))
        arena.append(contentsOf: bytes)
        return text
    }

    package mutating func removeAll() {
        arena.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        webEvents.removeAll(keepingCapacity: true)
        eventKeys = nil
        contacts.removeAll(keepingCapacity: true)
        legs.removeAll(keepingCapacity: true)
        conversions.removeAll(keepingCapacity: true)
        customers.removeAll(keepingCapacity: true)
        feedRows.removeAll(keepingCapacity: true)
        evidence.removeAll(keepingCapacity: true)
        rejections.removeAll(keepingCapacity: true)
        ignored = 0
        acknowledgement.removeAll(keepingCapacity: true)
        declarations.removeAll(keepingCapacity: true)
    }
}

/// Keys of web events, one each.
package struct EventKeys: Sendable {
    package var keys: [Key128]
    /// The indices of ``keys`` in the order of the keys.
    package var order: [Int32]
    /// Hashes of what is kept of each event.
    package var contents: [UInt64]

    package init(keys: [Key128], order: [Int32], contents: [UInt64]) {
        self.keys = keys
        self.order = order
        self.contents = contents
    }
}

/// Where a record stands in the decompressed stream of its file.
package struct RecordPlace: Sendable, Hashable {
    package var byteOffset: Int64
    /// Physical line of its first byte, from 1.
    package var line: Int64

    package init(byteOffset: Int64, line: Int64) {
        self.byteOffset = byteOffset
        self.line = line
    }
}
