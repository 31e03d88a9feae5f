/// The name of the schema of facts and results; personal data stands in `NAME_pii`.
package struct SchemaName: Sendable, Hashable, CustomStringConvertible {
    package static let standard = SchemaName(trusted: "journey")
    private static let longest = 50

    package let main: String
    package var personal: String { "\(main)_pii" }
    package var description: String { main }

    /// Only names that need no quotes, since they are put into the text of statements.
    package init(_ name: String) throws(StoreError) {
        let isUsable =
            name.utf8.count <= Self.longest && !name.hasPrefix("pg_")
            && name.utf8.enumerated().allSatisfy { index, byte in
                (0x61...0x7a).contains(byte) || byte == 0x5f
                    || index > 0 && (0x30...0x39).contains(byte)
            }
        guard isUsable, !name.isEmpty else { throw .badSchemaName(name) }
        main = name
    }

    private init(trusted name: String) { main = name }
}
