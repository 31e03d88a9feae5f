import Foundation
import JourneyModel
import JourneyStore
import Postgres

extension ScheduledRun {
    /// Days of the interval that are looked at; a run over a year needs no alarm for last spring.
    private static let checkedDays = 7

    /// Remembers what the configuration expects, for `journey freshness`, and maps topics.
    func noteExpectations(run: Int32) throws {
        let zone = request.interval.zone.identifier
        try ExpectationStore(workspace.connection, schema: workspace.schema).replace(
            SourceExpectation.all(of: configuration, siteZone: zone), of: request.file.path,
            run: run)
        let overview = Overview(connection: workspace.connection, schema: workspace.schema.main)
        for source in configuration.sources {
            guard let topics = source.topics else { continue }
            try overview.replaceTopics(try entries(of: topics, source.name), of: source.name)
        }
    }

    private func entries(
        of topics: RunConfiguration.Topics, _ source: String
    ) throws -> [TopicMap.Entry] {
        switch topics {
        case .map(let words):
            return words.sorted { $0.key < $1.key }
                .map { TopicMap.Entry(source: source, word: $0.key, topic: $0.value) }
        case .file(let name):
            let path = request.file.resolved(name)
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Failure(exitCode: 78, message: "the topics in \(path) cannot be read")
            }
            do {
                return try TopicMap(parsing: String(decoding: data, as: UTF8.self)).entries
                    .filter { $0.source == source }
            } catch let problem as TopicMap.Problem {
                throw Failure(exitCode: 78, message: "\(path), \(problem)")
            }
        }
    }

    /// Whether what was loaded looks as usual and is new enough.
    func check() throws {
        try hold()
        try checkVolumes()
        let zone = request.interval.zone.identifier
        let overview = Overview(connection: workspace.connection, schema: workspace.schema.main)
        let ages = try overview.freshness(
            now: around.now(),
            expecting: SourceExpectation.all(of: configuration, siteZone: zone))
        let names = Set(configuration.sources.map(\.name))
        for age in ages where names.contains(age.source) && age.state == .error {
            complain("freshness", age.source, age.sentence)
        }
    }

    private func checkVolumes() throws {
        let zone = request.interval.zone
        let names = configuration.sources.filter(\.checksVolume).map(\.name)
        let days = request.interval.wholeDays(atMost: Self.checkedDays)
        guard !names.isEmpty, !days.isEmpty else { return }
        func text(_ day: Timestamp, weeksBefore weeks: Int = 0) -> String {
            DayText.of(day.startOfDay(in: zone, adding: -7 * weeks), in: zone)
        }
        let asked = days.flatMap { day in (0...VolumeCheck.weeks).map { text(day, weeksBefore: $0) }
        }
        let overview = Overview(connection: workspace.connection, schema: workspace.schema.main)
        let volumes = try overview.volumes(
            of: names, days: Array(Set(asked)).sorted(), zone: zone.identifier)
        for name in Set(names).sorted() {
            for day in days {
                let counts = (0...VolumeCheck.weeks)
                    .map { volumes[name]?[text(day, weeksBefore: $0)] ?? 0 }
                let verdict = VolumeCheck.judge(counts[0], earlier: Array(counts.dropFirst()))
                guard case .unusual(let median) = verdict else { continue }
                complain(
                    "volume", name,
                    "\(counts[0]) records on \(text(day)), where the four same weekdays before"
                        + " had a median of \(Self.short(median))")
            }
        }
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}

/// A day as `2026-02-14`.
enum DayText {
    static func of(_ moment: Timestamp, in zone: TimeZone) -> String {
        let parts = Calendar.gregorian(in: zone)
            .dateComponents([.year, .month, .day], from: moment.date)
        func padded(_ number: Int?, _ width: Int) -> String {
            let digits = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }
}
