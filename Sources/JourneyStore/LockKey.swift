/// Keys of advisory locks. They are made from names, so that all programs agree on them.
package enum LockKey {
    package static func schema(_ schema: SchemaName) -> Int64 { key("schema", schema.main) }

    package static func source(_ source: String, of schema: SchemaName) -> Int64 {
        key("source", schema.main, source)
    }

    static func run(of schema: SchemaName) -> Int64 { key("run", schema.main) }

    static func migration(of schema: SchemaName) -> Int64 { key("migration", schema.main) }

    static func months(of schema: SchemaName) -> Int64 { key("months", schema.main) }

    package static func shadow(_ shadow: SchemaName) -> Int64 { key("shadow", shadow.main) }

    /// FNV-1a, 64 bits.
    private static func key(_ words: String...) -> Int64 {
        let text = "journey\u{1f}" + words.joined(separator: "\u{1f}")
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }
}
