import JourneyModel

/// Decompresses gzip or Zstandard, told apart by the first bytes.
///
/// It bounds what a file may unpack to: ``Limits/decompressedBytes``, and
/// ``Limits/decompressionRatio`` for each byte read.
package struct Decompressor: ~Copyable {
    /// Bytes that tell what a stream is.
    package static let headBytes = 4

    // Exactly one of them is there.
    private var gzip: Inflater?
    private var zstd: ZstdInflater?
    private var consumed: Int64 = 0
    private var produced: Int64 = 0
    private let limit: Int64

    /// - Parameters:
    ///   - head: The stream's first bytes, ``headBytes`` of them unless it is shorter.
    ///   - limit: Most bytes that it may unpack to.
    /// - Returns: `nil` for a stream that is not compressed.
    package init?(_ head: UnsafeRawBufferPointer, limit: Int64 = Limits.decompressedBytes) {
        self.limit = limit
        if Inflater.recognises(head) {
            gzip = Inflater()
        } else if ZstdInflater.recognises(head) {
            zstd = ZstdInflater()
        } else {
            return nil
        }
    }

    /// Decompresses as much as the output holds.
    ///
    /// With no input left and a full output there may be more: call again until less is produced.
    package mutating func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(DamagedArchive) -> Inflater.Progress {
        var progress = Inflater.Progress(consumed: 0, produced: 0)
        if gzip != nil {
            progress = try gzip?.decode(input, into: output) ?? progress
        } else {
            progress = try zstd?.decode(input, into: output) ?? progress
        }
        consumed += Int64(progress.consumed)
        produced += Int64(progress.produced)
        if produced > limit {
            throw DamagedArchive(
                "The compressed file holds more than \(limit) bytes; split it.")
        }
        if produced > Limits.decompressionGrace,
            produced / Limits.decompressionRatio > consumed
        {
            throw DamagedArchive(
                "The compressed file unpacks to more than \(Limits.decompressionRatio) times its"
                    + " size; unpack it yourself if it is not made to harm.")
        }
        return progress
    }

    /// - Throws: When the stream ended where it may not.
    package func finish() throws(DamagedArchive) {
        try gzip?.finish()
        try zstd?.finish()
    }

    /// - Throws: For a file whose name says that it is compressed, and which ends before that can be
    ///   seen.
    package static func refuseCut(
        _ whole: UnsafeRawBufferPointer, named name: String
    ) throws(DamagedArchive) {
        guard whole.count < headBytes else { return }
        let name = name.lowercased()
        let isCut =
            name.hasSuffix(".gz") && [0x1f, 0x8b].starts(with: whole)
            || name.hasSuffix(".zst") && [0x28, 0xb5, 0x2f, 0xfd].starts(with: whole)
        if isCut { throw .cut }
    }
}
