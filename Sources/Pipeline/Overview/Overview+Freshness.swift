import JourneyModel
import JourneyStore
import Postgres

extension Overview {
    /// Every source that was loaded or is expected, by name.
    ///
    /// - Parameters:
    ///   - now: The time that ages are counted to.
    ///   - configured: What a configuration at hand expects; it wins over what the last run noted.
    package func freshness(
        now: Timestamp, expecting configured: [SourceExpectation] = []
    ) throws -> [SourceAge] {
        var expected: [String: SourceExpectation] = [:]
        for one in try expectations.all() + configured { expected[one.source] = one }
        let latest = now.microseconds + SourceAge.clockSkew
        let rows = try execute("overview/freshness", .int(latest))
        var ages: [SourceAge] = []
        for row in 0..<rows.rowCount {
            let name = rows.string(row, 0) ?? ""
            func moment(_ column: Int) -> Timestamp? {
                rows.int(row, column).map { Timestamp(microseconds: Int64($0)) }
            }
            ages.append(
                SourceAge(
                    source: name, connector: rows.string(row, 1) ?? "",
                    channel: rows.string(row, 2), newest: moment(3),
                    future: rows.int(row, 5) ?? 0, isTimed: rows.bool(row, 6) ?? true,
                    loaded: moment(4),
                    expectation: expected.removeValue(forKey: name), now: now))
        }
        ages += expected.values.map { one in
            SourceAge(
                source: one.source, connector: one.connector, channel: nil, newest: nil,
                loaded: nil, expectation: one, now: now)
        }
        return ages.sorted {
            Array($0.source.utf8).lexicographicallyPrecedes(Array($1.source.utf8))
        }
    }

    /// Records of each source on each day; what is absent is 0.
    ///
    /// - Parameter days: Such as `2026-02-14`.
    func volumes(
        of sources: [String], days: [String], zone: String
    ) throws -> [String: [String: Int]] {
        let rows = try execute(
            "run/daily_volumes", .textArray(days), .text(zone), .textArray(sources))
        var volumes: [String: [String: Int]] = [:]
        for row in 0..<rows.rowCount {
            volumes[rows.string(row, 0) ?? "", default: [:]][rows.string(row, 1) ?? ""] =
                rows.int(row, 2) ?? 0
        }
        return volumes
    }
}
