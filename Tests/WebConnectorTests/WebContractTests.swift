import ConnectorContract
import ConnectorKit
import ConversionConnectors
import Foundation
import JourneyModel
import Testing
import WebConnectors

@Suite struct `Web contract` {
    private static let connectors: [any Connector.Type] = [
        Segment.self, Snowplow.self, AccessLog.self, Orders.self, Customers.self,
    ]

    private var samples: URL {
        URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().appendingPathComponent("../../connectors/Web/samples")
    }

    @Test func `segment keeps the contract`() throws {
        let contract = try ConnectorContract(
            Segment.self, samples: samples, others: Self.connectors)

        #expect(try contract.violations() == [])
    }

    @Test func `snowplow keeps the contract`() throws {
        let contract = try ConnectorContract(
            Snowplow.self, samples: samples, others: Self.connectors)

        #expect(try contract.violations() == [])
    }

    @Test func `access-log keeps the contract`() throws {
        let contract = try ConnectorContract(
            AccessLog.self, samples: samples, others: Self.connectors)

        #expect(try contract.violations() == [])
    }

    @Test(arguments: ["segment", "snowplow", "access-log"])
    func `an unknown option is refused by name`(name: String) throws {
        let type = try #require(Self.connectors.first { $0.description.name == name })

        let error = #expect(throws: SettingError.self) {
            _ = try type.init(settings: SourceSettings(name: name, options: ["colour": "red"]))
        }

        #expect(error?.isUnknownOption == true)
        #expect(error?.message.contains("colour") == true)
    }
}
