import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Postgres
import Testing

/// A run whose clock and pauses a test decides.
final class Night {
    let fixture: IngestFixture
    var now: Timestamp
    /// What happens while the run waits; nothing left is a failure.
    var whileWaiting: [() throws -> Void] = []
    var events: [RunEvent] = []
    var exports: [String] = []
    var since = "2026-02-13T00:00:00Z"
    var until = "2026-02-14T00:00:00Z"
    var isDryRun = false

    init(_ fixture: IngestFixture, _ now: String = "2026-02-14T03:00:00Z") throws {
        self.fixture = fixture
        self.now = try now.moment
    }

    func run(_ configuration: String) throws -> RunOutcome {
        let path = try fixture.write("journey.yaml", configuration)
        var request = ScheduledRun.Request(
            file: try ConfigurationFile.read(path),
            interval: RunInterval(
                since: try since.moment, until: try until.moment, zone: .gmt))
        request.isDryRun = isDryRun
        request.skipCode = 99
        var around = ScheduledRun.Surroundings(
            now: { self.now },
            rules: { try RulesInForce.load(dataFolder: $0.dataFolder, environment: [:]) },
            export: { _, _, _, path in self.exports.append(path) },
            log: { self.events.append($0) })
        around.pause = {
            guard !self.whileWaiting.isEmpty else { throw Interrupted(signal: SIGTERM) }
            try self.whileWaiting.removeFirst()()
        }
        return ScheduledRun(fixture.workspace, request, around).run()
    }
}

extension Night {
    static func orders(_ count: Int, on day: String, from first: Int = 0) -> String {
        let rows = (first..<(first + count)).map { number in
            "o-\(day)-\(number),\(10 + number),EUR,\(day)T12:00:00Z"
        }
        return "order_id,amount,currency,created_at\n" + rows.map { $0 + "\n" }.joined()
    }

    static let one = """
        sources:
          - connector: orders
            paths: orders.csv
        """
}
