import ConnectorKit
import Foundation
import JourneyModel
import Pipeline

/// How many megabytes of each format one core reads in a second: cut into records and split into
/// fields, and the same with everything up to the database (values, times, identifiers normalised).
///
/// Without arguments the sample of every connector, repeated; or `CONNECTOR FILE`.
@main
struct ParsingBenchmark {
    private static let repeatedBytes = 48 << 20
    private static let rounds = 5

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        print(
            "connector               records   bytes each   split MB/s   everything MB/s   rejected"
        )
        if let name = arguments.first, let path = arguments.dropFirst().first {
            let connector = try ConnectorRegistry.standard.connector(named: name)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(512 << 20)
            try report(connector, Array(bytes))
            return
        }
        for connector in ConnectorRegistry.standard.connectors {
            try report(connector, repeated(connector.description))
        }
    }

    /// The sample as often as it takes; a header row once.
    private static func repeated(_ description: ConnectorDescription) -> [UInt8] {
        var sample = Array(description.sample.utf8)
        if sample.last != UInt8(ascii: "\n") { sample.append(UInt8(ascii: "\n")) }
        let isTable = description.framing == .table || description.framing.hasHeader
        let head = isTable ? sample.prefix { $0 != UInt8(ascii: "\n") } + [UInt8(ascii: "\n")] : []
        let body = sample.dropFirst(head.count)
        var bytes = Array(head)
        if body.isEmpty { return bytes }
        bytes.reserveCapacity(repeatedBytes + body.count)
        while bytes.count < repeatedBytes { bytes += body }
        return bytes
    }

    private static func report(_ type: any Connector.Type, _ bytes: [UInt8]) throws {
        var settings = SourceSettings(name: "benchmark")
        settings.timeZone = "Europe/Berlin"
        settings.region = "DE"
        guard let connector = try? type.init(settings: settings) else {
            print("\(type.description.name): needs options of its own, not measured")
            return
        }
        var passes: [(split: Double, whole: Double, records: Int, rejected: Int)] = []
        for _ in 0..<rounds {
            let split = try Pass(connector, bytes).run(readsRecords: false)
            let whole = try Pass(connector, bytes).run(readsRecords: true)
            passes.append((split.seconds, whole.seconds, whole.records, whole.rejected))
        }
        let split = passes.map(\.split).sorted()[rounds / 2]
        let whole = passes.map(\.whole).sorted()[rounds / 2]
        let megabytes = Double(bytes.count) / 1e6
        let last = passes[0]
        print(
            pad(type.description.name, 20, left: true) + pad("\(last.records)", 11)
                + pad("\(bytes.count / max(1, last.records))", 13)
                + pad("\(Int(megabytes / split))", 13) + pad("\(Int(megabytes / whole))", 18)
                + pad("\(last.rejected)", 11))
    }

    private static func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
        let fill = String(repeating: " ", count: max(1, width - text.count))
        return left ? text + fill : fill + text
    }
}
