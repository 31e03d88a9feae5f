import ConnectorKit
import Foundation
import JourneyModel
import Pipeline

/// How many megabytes of each format one core reads in a second: cut into records and split into
/// fields, and the same with everything up to the database (values, times, identifiers normalised).
///
/// Without arguments of every connector, from files made of its sample; or `CONNECTOR`, or
/// `CONNECTOR FILE`. Formats of lines are split at the character that stands between their fields.
@main
struct ParsingBenchmark {
    private static let bytesOfSample = 100_000_000
    private static let rounds = 3

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        print(
            "connector               records   bytes each   split MB/s   everything MB/s   rejected"
        )
        guard let name = arguments.first else {
            for connector in ConnectorRegistry.standard.connectors {
                try report(connector, sample(of: connector.description))
            }
            return
        }
        let connector = try ConnectorRegistry.standard.connector(named: name)
        guard let path = arguments.dropFirst().first else {
            try report(connector, sample(of: connector.description))
            return
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(512 << 20)
        try report(connector, Array(bytes))
    }

    private static func sample(of description: ConnectorDescription) -> [UInt8] {
        SampleFile(description, changes: SampleFile.changes[description.name] ?? [:])
            .bytes(bytesOfSample)
    }

    private static func report(_ type: any Connector.Type, _ bytes: [UInt8]) throws {
        var settings = SourceSettings(name: "benchmark")
        settings.timeZone = "Europe/Berlin"
        settings.region = "DE"
        settings.options = SampleFile.options[type.description.name] ?? [:]
        guard let connector = try? type.init(settings: settings) else {
            print("\(type.description.name): needs options of its own, not measured")
            return
        }
        let pass = Pass(connector, bytes)
        var passes: [(split: Double, whole: Double, records: Int, rejected: Int)] = []
        for _ in 0..<rounds {
            let split = try pass.run(readsRecords: false)
            let whole = try pass.run(readsRecords: true)
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
