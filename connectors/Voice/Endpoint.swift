import ConnectorKit

/// What stands behind a channel.
struct Endpoint: Sendable, Hashable {
    var isTrunk: Bool
    var isExtension: Bool
    /// Name or extension of an agent; a long number behind a channel is a telephone outside.
    var agent: String?

    init(_ name: ChannelName, _ parties: PartyReader) {
        isTrunk = name.isTrunk
        isExtension = name.isExtension
        agent = isTrunk ? nil : Self.agent(name.endpoint, parties)
    }

    static func agent(_ name: String, _ parties: PartyReader) -> String? {
        switch parties.party(of: name) {
        case .extension: name
        case .service: name.contains { $0.isLetter } ? name : nil
        case .nobody, .withheld, .own, .external: nil
        }
    }
}

/// Finds endpoints by channel names, and remembers them.
struct EndpointReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private var endpoints = ByteCache<Endpoint?>(limit: 16_384)

    mutating func endpoint(_ channel: Bytes, _ parties: PartyReader) -> Endpoint? {
        let name = ChannelName.withoutSerial(channel)
        if let known = endpoints[name] { return known }
        let endpoint = ChannelName(name).map { Endpoint($0, parties) }
        endpoints.insert(endpoint, for: name)
        return endpoint
    }
}
