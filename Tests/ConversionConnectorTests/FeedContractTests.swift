import ConnectorContract
import ConnectorKit
import ConversionConnectors
import Foundation
import Testing
import WebConnectors

@Suite struct `Feed connectors` {
    private let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../connectors/Conversions/samples")
    private let others: [any Connector.Type] = [Segment.self, Orders.self, Customers.self]

    @Test func `orders keeps the contract`() throws {
        let contract = try ConnectorContract(Orders.self, samples: samples, others: others)
        #expect(try contract.violations() == [])
    }

    @Test func `customers keeps the contract`() throws {
        let contract = try ConnectorContract(Customers.self, samples: samples, others: others)
        #expect(try contract.violations() == [])
    }
}
