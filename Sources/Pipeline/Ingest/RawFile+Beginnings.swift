import Foundation

extension RawFile {
    /// What the books would hold of this log if it had been shorter than ``headDigest()`` needs when
    /// it was loaded: a digest for each line end near its beginning.
    func beginningDigests() throws(Failure) -> [[UInt8]] {
        guard size != nil else { return [] }
        var digests: [[UInt8]] = []
        for end in try lineEnds() {
            if let digest = try digest(before: end) { digests.append(digest) }
        }
        return digests
    }

    /// Places behind the line feeds of the beginning.
    private func lineEnds() throws(Failure) -> [Int64] {
        let beginning = try bytes(in: 0..<Int64(Self.fingerprintBytes) - 1)
        return beginning.indices.filter { beginning[$0] == 0x0a }.map { Int64($0) + 1 }
    }
}
