/// Every bound of the program, with its name in one place.
package enum Limits {
    /// Longest record (line, JSON element, CSV row), in bytes.
    package static let recordBytes = 16 << 20
    /// Fields of one CSV or TSV row.
    package static let fields = 1_024
    /// Nesting of one JSON record.
    package static let jsonDepth = 64
    /// Longest single value kept, in bytes.
    package static let valueBytes = 1 << 20
    /// Bytes of a rejected record that are kept.
    package static let rejectedBytes = 64 << 10
    /// Bytes that stay readable after a record, so that SIMD parsers may over-read.
    package static let readPadding = 64
    /// Records loaded in one transaction.
    package static let batchRecords = 20_000
    /// Input bytes loaded in one transaction.
    package static let batchBytes = 16 << 20
    /// Longest identifier value, in bytes; a longer one identifies nobody.
    package static let identifierBytes = 256
}
