import CZlib
import JourneyModel

/// Decompresses gzip as it comes in; files of several members are one stream.
///
/// Each member's checksum and length are verified when its end is reached, so nothing of a file is
/// certain before ``finish()`` has returned.
package struct Inflater: ~Copyable {
    package struct Progress: Sendable, Hashable {
        /// Bytes of the input that were used; the rest is to be given again.
        package var consumed: Int
        package var produced: Int
    }

    private enum State {
        /// At the start of the stream, or behind a member.
        case between(isFirst: Bool)
        case inMember
        /// Zeros that pad the file to whole blocks.
        case padding
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private var state = State.between(isFirst: true)

    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 asks for gzip framing, 15 for the largest window.
        let code = inflateInit2_(
            stream, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(code == Z_OK, "zlib cannot start: \(code)")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Whether bytes begin a gzip stream.
    package static func recognises(_ head: UnsafeRawBufferPointer) -> Bool {
        head.count >= 2 && head[0] == 0x1f && head[1] == 0x8b
    }

    /// Decompresses as much as the output holds.
    ///
    /// With no input left and a full output there may be more: call again until less is produced.
    package mutating func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(DamagedArchive) -> Progress {
        var used = 0
        var made = 0
        while true {
            if case .between(let isFirst) = state {
                guard used < input.count else { break }
                try beginMember(input[used], isFirst: isFirst)
            }
            if case .padding = state {
                guard input[used...].allSatisfy({ $0 == 0 }) else { throw .trailing }
                used = input.count
                break
            }
            let step = try inflateOnce(
                UnsafeRawBufferPointer(rebasing: input[used...]),
                UnsafeMutableRawBufferPointer(rebasing: output[made...]))
            used += step.consumed
            made += step.produced
            if case .inMember = state { break }
        }
        return Progress(consumed: used, produced: made)
    }

    /// - Throws: When the stream ended inside a member.
    package func finish() throws(DamagedArchive) {
        switch state {
        case .padding, .between(isFirst: false): return
        case .between(isFirst: true):
            throw .empty
        case .inMember:
            throw .cut
        }
    }

    private mutating func beginMember(_ byte: UInt8, isFirst: Bool) throws(DamagedArchive) {
        if byte == 0, !isFirst {
            state = .padding
            return
        }
        guard byte == 0x1f else {
            throw isFirst ? DamagedArchive("The file is not a gzip file.") : .trailing
        }
        if !isFirst { inflateReset(stream) }
        state = .inMember
    }

    private mutating func inflateOnce(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(DamagedArchive) -> Progress {
        guard let target = output.baseAddress, !output.isEmpty else {
            return Progress(consumed: 0, produced: 0)
        }
        let given = min(input.count, Int(UInt32.max))
        let room = min(output.count, Int(UInt32.max))
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(given)
        stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room)
        let code = inflate(stream, Z_NO_FLUSH)
        switch code {
        case Z_STREAM_END: state = .between(isFirst: false)
        case Z_OK, Z_BUF_ERROR: break
        default:
            throw .damaged
        }
        return Progress(
            consumed: given - Int(stream.pointee.avail_in),
            produced: room - Int(stream.pointee.avail_out))
    }
}
