import ChatConnectors
import ConnectorKit
import ConversionConnectors
import GenericConnectors
import JourneyModel
import VoiceConnectors
import WebConnectors

/// The connectors of this program by name.
package struct ConnectorRegistry: Sendable {
    package static let standard = ConnectorRegistry([
        Segment.self, Snowplow.self, AccessLog.self,
        AsteriskCDR.self, AsteriskQueueLog.self, AmazonConnect.self, ZendeskChat.self,
        Orders.self, Customers.self,
        NumberPool.self, Surveys.self, Agents.self, AgentState.self, BusinessCalendar.self,
        Costs.self, Segments.self, Experiments.self, Invites.self, Reviews.self,
        Mapped.self, Singer.self,
    ])

    /// In the order in which they are listed.
    package let connectors: [any Connector.Type]

    package init(_ connectors: [any Connector.Type]) { self.connectors = connectors }

    package var names: [String] { connectors.map { $0.description.name } }

    package func connector(named name: String) throws(Failure) -> any Connector.Type {
        if let connector = connectors.first(where: { $0.description.name == name }) {
            return connector
        }
        throw Failure(
            exitCode: 64, message: "there is no connector named \(name)",
            advice: "Known are \(names.joined(separator: ", ")).")
    }

    /// The connectors whose format a file looks like, the surest first; only those as sure as the
    /// surest.
    package func detect(_ head: FileHead) -> [String] {
        let candidates = connectors.map { ($0.recognises(head), $0.description.name) }
        guard let best = candidates.map({ $0.0 }).max(), best > .no else { return [] }
        return candidates.filter { $0.0 == best }.map(\.1)
    }

    /// Whether a program appends to such files, so that an unfinished last line will be finished.
    package static func isLog(_ connector: String) -> Bool {
        connector.hasPrefix("asterisk-") || connector == "access-log" || connector == "cloudfront"
    }
}
