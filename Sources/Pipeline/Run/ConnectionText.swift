/// Looks at connection strings without connecting.
package enum ConnectionText {
    /// Whether a password stands in a libpq connection string or URI.
    package static func holdsPassword(_ text: String) -> Bool {
        if let scheme = text.range(of: "://") {
            let rest = text[scheme.upperBound...]
            if let at = rest.lastIndex(of: "@"), rest[..<at].contains(":") { return true }
        }
        return text.contains(/(?i)(^|[\s?&])password\s*=/)
    }
}
