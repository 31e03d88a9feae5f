import ConnectorContract
import ConnectorKit
import ConversionConnectors
import Foundation
import JourneyModel
import Testing

@Suite struct `The company's own feeds` {
    static let all: [any FeedConnector.Type] = [
        NumberPool.self, Surveys.self, Agents.self, AgentState.self, BusinessCalendar.self,
        Costs.self, Segments.self, Experiments.self, Invites.self, Reviews.self,
    ]
    private static let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../connectors/Conversions/samples")

    @Test(arguments: Feed.all.indices)
    func `keep the contract of connectors`(place: Int) throws {
        let feed = Self.all[place]
        let settings = SourceSettings(name: feed.description.name, timeZone: "UTC")
        let violations = try contract(of: feed, settings).violations()
        #expect(violations == [])
    }

    private func contract<C: FeedConnector>(
        of type: C.Type, _ settings: SourceSettings
    ) throws -> ConnectorContract {
        try ConnectorContract(
            type, settings: settings, samples: Self.samples,
            others: Self.all + [Orders.self, Customers.self])
    }

    @Test(arguments: Feed.all.indices)
    func `read every row of their samples`(place: Int) throws {
        let feed = Self.all[place]
        let name = feed.description.name
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.samples.path)
            .filter { $0.hasPrefix("\(name).") }

        #expect(!files.isEmpty)
        for file in files {
            let bytes = try Data(contentsOf: Self.samples.appendingPathComponent(file))
            let connector = try feed.init(settings: SourceSettings(name: name))
            let batch = try ConnectorRun.load(feed, connector, bytes: Array(bytes))
            #expect(batch.rejections.map(\.rejection.message) == [], "\(file)")
            #expect(batch.feedRows.count == batch.places.count, "\(file)")
            #expect(batch.feedRows.allSatisfy { $0.feed == feed.feed }, "\(file)")
        }
    }

    @Test(arguments: Feed.all.indices)
    func `are no such file without a required column`(place: Int) throws {
        let feed = Self.all[place]
        let header = feed.description.sample.split(separator: "\n")[0]
            .split(separator: ",").map(String.init)
        let connector = try feed.init(settings: SourceSettings(name: "feed"))

        for column in feed.feed.columns where column.isRequired {
            #expect(throws: FormatMismatch.self) {
                _ = try connector.reader(header: header.filter { $0 != column.name })
            }
        }
        _ = try connector.reader(header: header + ["a column of ours"])
    }

    @Test(arguments: Feed.all.indices)
    func `refuse a row whose required value is missing and name the field`(place: Int) throws {
        let feed = Self.all[place]
        let lines = feed.description.sample.split(separator: "\n").map(String.init)
        let header = lines[0].split(separator: ",").map(String.init)
        let cells = try ConnectorRun.header(Array(lines[1].utf8))
        let connector = try feed.init(settings: SourceSettings(name: "feed", timeZone: "UTC"))

        for column in feed.feed.columns where column.isRequired {
            let object = zip(header, cells).filter { $0.0 != column.name && !$0.1.isEmpty }
                .map { "\"\($0.0)\":\"\($0.1)\"" }.joined(separator: ",")
            let text = "{\(object)}\n{\(object),\"\(column.name)\":\" NULL \"}\n"
            let batch = try ConnectorRun.load(feed, connector, bytes: Array(text.utf8))

            #expect(batch.rejections.map(\.rejection.field) == [column.name, column.name])
            #expect(batch.rejections.allSatisfy { $0.rejection.reason == .missingField })
            #expect(batch.feedRows.isEmpty)
        }
    }

    @Test func `have no options but those they list`() throws {
        for feed in Self.all {
            #expect(throws: SettingError.self) {
                _ = try feed.init(settings: SourceSettings(name: "feed", options: ["x": "1"]))
            }
        }
    }
}
