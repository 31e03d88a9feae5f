import ConnectorKit

/// Which connectors a file looks like.
package enum FormatDetection {
    /// Decoded bytes that are looked at.
    private static let headBytes = 64 << 10

    /// - Returns: Names of the connectors that fit best; empty when none does.
    /// - Throws: ``Failure`` when the file cannot be read.
    package static func connectors(
        for path: String, among registry: ConnectorRegistry
    ) throws -> [String] {
        let file = try DecodedFile(.file(path))
        let bytes = try file.head(headBytes)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return registry.detect(FileHead(fileName: name, bytes: bytes))
    }
}
