/// What is configured for one source.
package struct SourceSettings: Sendable, Hashable {
    /// `[a-z0-9._-]+`; the connector's name unless given.
    package var name: String
    /// IANA name of the zone of times without offset; `nil` where none was given.
    package var timeZone: String?
    /// ISO 3166 code for national telephone numbers; `nil` where none was given.
    package var region: String?
    /// Encoding of its files, which connectors never see; `nil` where none was declared, which is
    /// UTF-8 unless a byte order mark says UTF-16.
    package var encoding: TextEncoding?
    /// `--option K=V` of the connector.
    package var options: [String: String]

    package init(
        name: String, timeZone: String? = nil, region: String? = nil,
        encoding: TextEncoding? = nil, options: [String: String] = [:]
    ) {
        self.name = name
        self.timeZone = timeZone
        self.region = region
        self.encoding = encoding
        self.options = options
    }
}
