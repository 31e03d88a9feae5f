import ConnectorContract
import ConnectorKit
import ConversionConnectors
import Foundation
import Testing
import WebConnectors

@Suite struct `Segment contract` {
    @Test func `segment keeps the contract`() throws {
        let samples = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().appendingPathComponent("../../connectors/Web/samples")
        let contract = try ConnectorContract(
            Segment.self, samples: samples, others: [Orders.self, Customers.self])
        #expect(try contract.violations() == [])
    }
}
