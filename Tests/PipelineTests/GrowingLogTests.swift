import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Logs that grow` {
    private static func line(_ number: Int) -> String { "c\(number) ann a\(number)@shop.example\n" }

    private static func lines(_ numbers: Range<Int>) -> String {
        numbers.map(line).joined()
    }

    private static func append(_ text: String, to path: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
    }

    private static func load(
        _ inputs: [String], in fixture: IngestFixture, rereads: Bool = true
    ) throws -> IngestReport {
        try fixture.ingest(inputs, batch: 40) {
            $0.settings.options["growing"] = "true"
            $0.rereadsUnchangedLogs = rereads
        }
    }

    @Test func `only what was added is read, an unfinished line when it is finished`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.log", Self.lines(0..<10) + "c10 an")
            let first = try Self.load([path], in: fixture)
            try Self.append("n a10@shop.example\nbad line\n" + Self.lines(11..<15), to: path)

            let second = try Self.load([path], in: fixture)

            #expect(first.total.accepted == 10 && first.files[0].isUnfinished)
            #expect(second.total.read == 6 && second.total.accepted == 5)
            #expect(second.files[0].resumedAt == Int64(Self.lines(0..<10).utf8.count))
            #expect(try Rejects(fixture.workspace).list().map(\.line) == [12])
        }
    }

    @Test func `nobody appends to an archive, so its last line is loaded without an end`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.log.1.gz", `Compressed files`.gzip("c1 a b\nc2 a b", in: fixture.folder))

            let report = try Self.load([path], in: fixture)

            #expect(report.total.accepted == 2 && !report.files[0].isUnfinished)
        }
    }

    @Test func `one with nothing new is read again when named, and passed over in a job`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.log", Self.lines(0..<10))
            _ = try Self.load([path], in: fixture)

            let named = try Self.load([path], in: fixture)
            let scheduled = try Self.load([path], in: fixture, rereads: false)

            #expect(named.total.duplicate == 10)
            #expect(scheduled.total.read == 0 && scheduled.exitCode == 0)
        }
    }

    @Test func `a log moved away is finished under its new name`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.log", Self.lines(0..<200))
            _ = try Self.load([path], in: fixture)
            try Self.append(Self.lines(200..<210), to: path)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
            try fixture.write("a.log", Self.lines(210..<215))

            let report = try Self.load([path, path + ".1"], in: fixture)
            let next = try Self.load([path, path + ".1"], in: fixture, rereads: false)

            #expect(report.files.map(\.counts.read) == [5, 10])
            #expect(report.total.accepted == 15)
            #expect(next.total.read == 0)
        }
    }

    @Test func `a short log moved away is known by what was read of it`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.log", Self.lines(0..<10) + "c10 an")
            _ = try Self.load([path], in: fixture)
            try Self.append("n a10@shop.example\n", to: path)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
            try fixture.write("a.log", Self.lines(11..<14))

            let report = try Self.load([path, path + ".1"], in: fixture)
            try Self.append(Self.lines(14..<200), to: path)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".2")
            let grown = try Self.load([path + ".2"], in: fixture)

            #expect(report.files.map(\.counts.read) == [3, 1])
            #expect(report.total.accepted == 4 && report.total.duplicate == 0)
            #expect(grown.total.read == 186 && grown.total.accepted == 186)
        }
    }

    @Test func `a log copied and emptied, cut, or written anew is read from its start`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.log", Self.lines(0..<100))
            _ = try Self.load([path], in: fixture)
            // Emptied and written on beyond where reading had got.
            try fixture.write("a.log", Self.lines(100..<230))
            let emptied = try Self.load([path], in: fixture)
            truncate(path, off_t(Self.lines(100..<110).utf8.count))
            let cut = try Self.load([path], in: fixture)
            try Self.append(Self.line(300), to: path)
            let grown = try Self.load([path], in: fixture)

            #expect(emptied.total.accepted == 130 && emptied.files[0].resumedAt == nil)
            #expect(cut.total.duplicate == 10 && cut.files[0].resumedAt == nil)
            #expect(grown.total.read == 1 && grown.total.accepted == 1)
        }
    }

    @Test(arguments: 0..<4)
    func `whatever a program does between loads, each line is loaded`(seed: UInt64) throws {
        try IngestFixture.with { fixture in
            var random = SplitMix(seed: seed)
            let path = try fixture.write("a.log", "")
            var next = 0
            var generation = 0
            for _ in 0..<14 {
                let count = Int.random(in: 0...80, using: &random)
                let text = Self.lines(next..<next + count)
                let isHalf = Bool.random(using: &random) && !text.isEmpty
                next += count
                try Self.append(isHalf ? String(text.dropLast(9)) : text, to: path)
                if Bool.random(using: &random) { try loadAll() }
                if isHalf { try Self.append(String(text.suffix(9)), to: path) }
                switch Int.random(in: 0..<6, using: &random) {
                case 0:
                    generation += 1
                    try FileManager.default.moveItem(atPath: path, toPath: "\(path).\(generation)")
                    try fixture.write("a.log", "")
                case 1:
                    generation += 1
                    try FileManager.default.copyItem(atPath: path, toPath: "\(path).\(generation)")
                    truncate(path, 0)
                default: break
                }
            }
            try loadAll()

            #expect(try fixture.count("select count(*) from contact") == next)
            #expect(try fixture.count("select count(*) from rejected_record") == 0)

            func loadAll() throws {
                let report = try Self.load(["\(fixture.folder)/a.log*"], in: fixture)
                #expect(report.exitCode == 0, "\(report)")
            }
        }
    }

    @Test func `a program that writes meanwhile loses nothing`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.log", Self.lines(0..<50))
            let writer = Thread {
                do {
                    try LogWriter.append(50..<2_050, to: path)
                } catch {
                    Issue.record("the log was not written: \(error)")
                }
            }
            writer.start()

            var read: Int64 = 0
            repeat {
                let report = try Self.load([path], in: fixture, rereads: false)
                #expect(report.exitCode == 0, "\(report)")
                read += report.total.read
            } while !writer.isFinished
            read += try Self.load([path], in: fixture, rereads: false).total.read

            #expect(read == 2_050)
            #expect(try fixture.count("select count(*) from contact") == 2_050)
        }
    }
}

/// Appends lines in pieces that end anywhere.
private enum LogWriter {
    static func append(_ lines: Range<Int>, to path: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        var pending: [UInt8] = []
        for number in lines {
            pending += Array("c\(number) ann a\(number)@shop.example\n".utf8)
            let isLast = number == lines.upperBound - 1
            guard number % 7 == 0 || isLast else { continue }
            let end = isLast ? pending.count : pending.count - number % 13
            try file.write(contentsOf: Data(pending[..<end]))
            pending.removeFirst(end)
        }
        try file.close()
    }
}
