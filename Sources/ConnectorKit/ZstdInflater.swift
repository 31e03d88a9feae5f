import CZstd
import JourneyModel

/// Decompresses Zstandard as it comes in; frames that follow each other are one stream, and
/// skippable frames say nothing.
///
/// A frame's checksum, where it has one, is verified when its end is reached, so nothing of a file
/// is certain before ``finish()`` has returned. A window over ``Limits/zstdWindowLog`` is refused.
package struct ZstdInflater: ~Copyable {
    private let stream: OpaquePointer
    /// Inside a frame, its header included.
    private var isInFrame = false
    private var isEmpty = true

    package init() {
        guard let stream = ZSTD_createDStream() else {
            preconditionFailure("no memory for zstd")
        }
        self.stream = stream
        let code = ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Limits.zstdWindowLog)
        precondition(ZSTD_isError(code) == 0, "zstd refuses its window limit")
    }

    deinit { ZSTD_freeDStream(stream) }

    /// Whether bytes begin a frame, or one of the sixteen kinds of skippable frames.
    package static func recognises(_ head: UnsafeRawBufferPointer) -> Bool {
        guard head.count >= 4 else { return false }
        let magic = UInt32(littleEndian: head.loadUnaligned(as: UInt32.self))
        return magic == 0xfd2f_b528 || magic & 0xffff_fff0 == 0x184d_2a50
    }

    /// Decompresses as much as the output holds.
    ///
    /// With no input left and a full output there may be more: call again until less is produced.
    package mutating func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(DamagedArchive) -> Inflater.Progress {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        while target.pos < target.size, isInFrame || source.pos < source.size {
            let before = (source.pos, target.pos)
            let code = ZSTD_decompressStream(stream, &target, &source)
            if ZSTD_isError(code) != 0 { throw failure(code) }
            isInFrame = code != 0
            isEmpty = false
            if before == (source.pos, target.pos) { break }
        }
        return Inflater.Progress(consumed: source.pos, produced: target.pos)
    }

    /// - Throws: When the stream ended inside a frame.
    package func finish() throws(DamagedArchive) {
        if isInFrame { throw .cut }
        if isEmpty { throw .empty }
    }

    private func failure(_ code: Int) -> DamagedArchive {
        switch ZSTD_getErrorCode(code) {
        case ZSTD_error_frameParameter_windowTooLarge:
            DamagedArchive(
                "The compressed file needs a window of more than 2^\(Limits.zstdWindowLog) bytes;"
                    + " compress it without --ultra or with a smaller --long.")
        case ZSTD_error_prefix_unknown where !isEmpty: .trailing
        case ZSTD_error_dictionary_wrong:
            DamagedArchive("The file was compressed with a dictionary; compress it without one.")
        default: .damaged
        }
    }
}
