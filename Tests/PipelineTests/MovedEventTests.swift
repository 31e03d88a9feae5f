import JourneyModel
import Pipeline
import Postgres
import Testing

/// Copies of web events with other times move them, and sessions follow.
struct MovedEventTests {
    /// Lines of clicks of a few browsers; many events come several times, at different times.
    private static func clicks(seed: UInt64) -> [String] {
        var generator = SplitMix(seed: seed)
        return (0..<90).map { _ in
            let id = generator.below(45)
            let minute = [0, 10, 25, 50, 90, 400, 3_000][generator.below(7)] + generator.below(12)
            let session =
                generator.below(5) == 0 ? #","context":{"sessionId":"s\#(id % 2)"}"# : ""
            let account = generator.below(4) == 0 ? #","userId":"u\#(id % 3)""# : ""
            let time =
                "2026-03-0\(2 + minute / 1_440)T"
                + [minute % 1_440 / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
                .joined(separator: ":") + ":00Z"
            return #"{"type":"page","messageId":"e\#(id)","anonymousId":"b\#(id % 4)""#
                + account + session + #","timestamp":"\#(time)"}"#
        }
    }

    @Test(arguments: 1...6)
    func `sessions after every load are those of a rebuild and of one load`(seed: Int) throws {
        let lines = Self.clicks(seed: UInt64(seed))
        var results: [[String]] = []
        for parts in [6, 1] {
            try IngestFixture.with { fixture in
                let size = lines.count / parts
                for part in 0..<parts {
                    let text = lines[part * size..<(part + 1) * size].joined(separator: "\n")
                    let path = try fixture.write("clicks\(part).ndjson", text + "\n")
                    let report = try fixture.ingest([path], as: "segment", batch: 7)
                    #expect(
                        report.files.allSatisfy { $0.counts.isBalanced && $0.counts.read == size })
                    try stitch(fixture.workspace.connection, rebuild: false)
                }
                let incremental = try StitchWorld.dump(fixture.workspace.connection)
                try stitch(fixture.workspace.connection, rebuild: true)
                #expect(try StitchWorld.dump(fixture.workspace.connection) == incremental)
                results.append(try facts(fixture))
            }
        }
        #expect(results.count == 2 && results[0] == results[1])
    }

    private func stitch(_ connection: Connection, rebuild: Bool) throws {
        _ = try Stitch(connection: connection, schema: "journey", rules: .builtIn)
            .run(rebuild: rebuild, runID: 1, progress: { _ in })
    }

    /// Sessions with what they hold; which copy of an event stays at equal times is no matter.
    private func facts(_ fixture: IngestFixture) throws -> [String] {
        var lines: [String] = []
        let sql = """
            select session_id || ' ' || started_at || ' ' || ended_at || ' ' || events
            from web_session order by session_key
            """
        try fixture.workspace.connection.forEachRow(Query(sql: sql)) { row in
            lines.append(row.string(0) ?? "")
        }
        return lines
    }
}
