import ConnectorKit

/// A connector as users see it.
package struct ConnectorListing: Sendable, Hashable {
    package struct Option: Sendable, Hashable {
        package var name: String
        package var meaning: String
    }

    package var name: String
    package var channel: String
    package var summary: String
    package var key: String
    package var options: [Option]
    package var sample: String
    package var needsTimeZone: Bool

    private init(_ description: ConnectorDescription) {
        name = description.name
        channel = description.isOfAnyChannel ? "any" : description.channel.rawValue
        summary = description.summary
        key = description.key
        options = description.options.map { Option(name: $0.name, meaning: $0.meaning) }
        sample = description.sample
        needsTimeZone = description.needsTimeZone
    }

    package static func all(of registry: ConnectorRegistry) -> [ConnectorListing] {
        registry.connectors.map { ConnectorListing($0.description) }
    }

    /// - Throws: ``Failure`` (64) that names the connectors there are.
    package static func named(
        _ name: String, of registry: ConnectorRegistry
    ) throws(Failure) -> ConnectorListing {
        ConnectorListing(try registry.connector(named: name).description)
    }
}
