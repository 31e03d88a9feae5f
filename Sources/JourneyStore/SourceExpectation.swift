/// How new a source should be, as the configuration of the scheduled run has it.
package struct SourceExpectation: Sendable, Hashable {
    package var source: String
    package var connector: String
    /// IANA name of the zone of ``expectByMinutes``.
    package var timeZone: String
    /// Minutes after midnight by which the records of the day before are there, every day.
    package var expectByMinutes: Int?
    /// Ages of the newest record, in seconds.
    package var warnSeconds: Int?
    package var errorSeconds: Int?

    package init(source: String, connector: String, timeZone: String) {
        self.source = source
        self.connector = connector
        self.timeZone = timeZone
    }
}
