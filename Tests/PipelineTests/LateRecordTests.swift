import Foundation
import Pipeline
import Testing

@Suite struct `Files that begin badly` {
    private static let bad = (0..<150).map { "bad line \($0)\n" }.joined()
    private static let good = "c1 a b\nc2 a b\n"

    private static func books(_ fixture: IngestFixture) throws -> [Int] {
        try ["contact", "rejected_record", "journey_pii.rejected_bytes"].map {
            try fixture.count("select count(*) from \($0)")
        }
    }

    @Test func `are loaded when a good record comes, however late`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.bad + Self.good + "bad end\n")

            let dry = try fixture.ingest([path], batch: 20) { $0.isDryRun = true }
            let report = try fixture.ingest([path], batch: 20)

            #expect(report.exitCode == 0)
            #expect(report.total.accepted == 2 && report.total.rejected == 151)
            #expect(report.total.isBalanced && dry.total == report.total)
            #expect(try Self.books(fixture) == [2, 151, 151])
            #expect(
                try fixture.count("select max(line) from rejected_record") == 153)
        }
    }

    @Test func `are loaded from an archive and for a growing log as well`() throws {
        try IngestFixture.with { fixture in
            let bytes = try `Compressed files`.gzip(Self.bad + Self.good, in: fixture.folder)
            let archive = try fixture.ingest([try fixture.write("a.gz", bytes)], batch: 20)
            let log = try fixture.ingest(
                [try fixture.write("b.log", Self.bad + "c3 a b\nc4 a")], batch: 20
            ) { $0.settings.options["growing"] = "true" }

            #expect(archive.total.accepted == 2 && archive.total.rejected == 150)
            #expect(log.total.accepted == 1 && log.files[0].isUnfinished)
            #expect(try Self.books(fixture) == [3, 150, 150])
        }
    }

    @Test(arguments: [true, false])
    func `are loaded from a pipe, which cannot be read twice`(hasGood: Bool) throws {
        try IngestFixture.with { fixture in
            let path = "\(fixture.folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let text = Self.bad + (hasGood ? Self.good : "")
            let writer = Thread {
                do {
                    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                } catch {
                    Issue.record("the pipe was not written: \(error)")
                }
            }
            writer.start()

            let report = try fixture.ingest([path], batch: 20)

            #expect(report.exitCode == (hasGood ? 0 : 65))
            #expect(try Self.books(fixture) == (hasGood ? [2, 150, 150] : [0, 0, 0]))
        }
    }

    @Test func `leave nothing on the books when no record is good`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.bad)

            let report = try fixture.ingest([path], batch: 20)

            #expect(report.exitCode == 65 && report.total.read == 0)
            #expect(report.files[0].failure?.message.contains("line 1:") == true)
            #expect(try Self.books(fixture) == [0, 0, 0])
        }
    }
}
