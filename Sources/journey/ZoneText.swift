import Reports

/// Time zones as options name them.
enum ZoneText {
    /// The name, if there is such a zone.
    static func known(_ name: String) throws(ReportError) -> String {
        guard ZoneName.timeZone(name) != nil else { throw .badTimeZone(name) }
        return name
    }
}
