import ConnectorKit
import JourneyModel

/// The part of a text that is being cut into records, with readable bytes behind it.
struct TextWindow: ~Copyable {
    private static let step = 1 << 20

    private let file: DecodedFile
    private var buffer: UnsafeMutableRawBufferPointer
    private(set) var count = 0
    private(set) var isLast = false

    init(_ file: DecodedFile) {
        self.file = file
        buffer = .allocate(byteCount: Self.step + Limits.readPadding, alignment: 16)
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { buffer.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

    /// Whether reading on would not wait longer for a pipe.
    func hasInput(within milliseconds: Int32) -> Bool {
        isLast || file.hasInput(within: milliseconds)
    }

    /// Drops bytes from the front.
    mutating func drop(_ consumed: Int) {
        guard consumed > 0 else { return }
        let rest = UnsafeRawBufferPointer(rebasing: buffer[consumed..<count])
        buffer.copyMemory(from: rest)
        count -= consumed
    }

    /// Drops bytes from the front and reads on until at least so many are there or the text ends.
    mutating func advance(by consumed: Int, atLeast needed: Int) throws {
        drop(consumed)
        let wanted = max(needed, min(Self.step, count + Self.step / 4))
        if wanted + Limits.readPadding > buffer.count { grow(to: wanted * 2) }
        while count < wanted, !isLast {
            if count >= needed, !file.hasInput(within: 0) { break }
            let room = buffer.count - Limits.readPadding
            let read = try file.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[count..<room]))
            count += read
            isLast = read == 0
        }
    }

    /// Begins anew at another place of the same plain file.
    mutating func restart(at offset: Int64) throws {
        file.move(to: offset)
        count = 0
        isLast = false
        try advance(by: 0, atLeast: 1)
    }

    private mutating func grow(to size: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: size + Limits.readPadding, alignment: 16)
        larger.initializeMemory(as: UInt8.self, repeating: 0)
        larger.copyMemory(from: bytes)
        buffer.deallocate()
        buffer = larger
    }
}
