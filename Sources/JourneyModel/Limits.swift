/// Every bound of the program, with its name in one place.
package enum Limits {
    /// Longest record (line, JSON element, CSV row), in bytes.
    package static let recordBytes = 16 << 20
    /// Fields of one CSV or TSV row.
    package static let fields = 1_024
    /// Names of unknown fields that are counted a file; further ones are passed over.
    package static let unknownFields = 200
    /// Records of one request body.
    package static let bodyRecords = 10_000
    /// Bytes of a request body beside its records, which each of them is read with.
    package static let bodyFrameBytes = 64 << 10
    /// Nesting of one JSON record.
    package static let jsonDepth = 64
    /// Longest single value kept, in bytes.
    package static let valueBytes = 1 << 20
    /// Bytes of a rejected record that are kept.
    package static let rejectedBytes = 64 << 10
    /// Bytes that stay readable after a record, so that SIMD parsers may over-read.
    package static let readPadding = 64
    /// Bytes that one compressed file may hold.
    package static let decompressedBytes: Int64 = 64 << 30
    /// Bytes that a compressed file may hold for each of its own, once it holds more than
    /// ``decompressionGrace``: more is what only files made to harm reach.
    package static let decompressionRatio: Int64 = 1_000
    /// Bytes that a compressed file may hold whatever its own size.
    package static let decompressionGrace: Int64 = 16 << 20
    /// Largest window of a zstd file as a power of two, in bytes: what decompressing it takes.
    package static let zstdWindowLog: Int32 = 27
    /// Records loaded in one transaction.
    package static let batchRecords = 50_000
    /// Input bytes loaded in one transaction.
    package static let batchBytes = 16 << 20
    /// The same of web events, of which only a small part is kept in memory.
    package static let webBatchBytes = 48 << 20
    /// Longest identifier value, in bytes; a longer one identifies nobody.
    package static let identifierBytes = 256
    /// Pages of one chat's trail that are kept.
    package static let trailPages = 1_000
}
