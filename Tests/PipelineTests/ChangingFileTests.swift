import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Files that change while they are read` {
    private static let text = (0..<60).map { "c\($0) ann a\($0)@shop.example\n" }.joined()

    /// Loads a file to which something happens after the second batch.
    private static func load(
        _ path: String, in fixture: IngestFixture, whileReading change: () throws -> Void
    ) throws -> IngestReport {
        var request = Ingest.Request(
            connector: "notes", inputs: [path], settings: SourceSettings(name: "notes"))
        request.batchRecords = 3
        var batches = 0
        var failure: (any Error)?
        let report = try Ingest(fixture.workspace, registry: Notes.registry).run(request) { _ in
            batches += 1
            guard batches == 2 else { return }
            do { try change() } catch { failure = error }
        }
        if let failure { throw failure }
        return report
    }

    private static func overwrite(_ path: String, at offset: Int, with text: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
        // The clock of the file system may not have moved since the file was made.
        var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
    }

    @Test func `what is added belongs to the next run`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)

            let report = try Self.load(path, in: fixture) {
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try file.seekToEnd()
                try file.write(contentsOf: Data("c60 ann a@shop.example\n".utf8))
                try file.close()
            }
            let next = try fixture.ingest([path]) { $0.settings.options["growing"] = "true" }

            #expect(report.exitCode == 0 && report.total.read == 60)
            #expect(next.total.read == 1 && next.total.accepted == 1)
        }
    }

    @Test(arguments: ["cut", "emptied", "overwritten", "replaced in place"])
    func `a change of what is read ends the load, and the next one completes it`(
        kind: String
    ) throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)

            let report = try Self.load(path, in: fixture) {
                switch kind {
                case "cut": truncate(path, off_t(Self.text.utf8.count - 5))
                case "emptied": truncate(path, 0)
                case "overwritten":
                    try Self.overwrite(path, at: Self.text.utf8.count - 20, with: "XX")
                default: try Self.overwrite(path, at: 0, with: "cXX")
                }
            }
            let whole = try fixture.count("select count(*) from contact")
            try fixture.write("a.txt", Self.text)
            let next = try fixture.ingest([path])

            #expect(report.exitCode == 65)
            #expect(report.files[0].failure?.message.contains("while it was read") == true)
            #expect(report.total.read < 60 && whole == report.total.accepted)
            #expect(next.exitCode == 0)
            #expect(try fixture.count("select count(*) from contact") == 60)
            #expect(
                try fixture.count("select count(*) from ingest_file where not is_complete") == 1)
        }
    }

    @Test func `a file moved away or removed is read to its end`() throws {
        try IngestFixture.with { fixture in
            let moved = try fixture.write("a.txt", Self.text)
            let removed = try fixture.write("b.txt", Self.text.replacing("c", with: "cb"))

            let first = try Self.load(moved, in: fixture) {
                try FileManager.default.moveItem(atPath: moved, toPath: moved + ".1")
                try fixture.write("a.txt", "c99 new n@shop.example\n")
            }
            let second = try Self.load(removed, in: fixture) {
                try FileManager.default.removeItem(atPath: removed)
            }

            #expect(first.exitCode == 0 && first.total.accepted == 60)
            #expect(second.exitCode == 0 && second.total.accepted == 60)
        }
    }

    @Test func `a pipe that delivers byte by byte is read whole`() throws {
        try IngestFixture.with { fixture in
            let path = "\(fixture.folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let text = Self.text
            let writer = Thread {
                guard let file = FileHandle(forWritingAtPath: path) else { return }
                for byte in text.utf8 { file.write(Data([byte])) }
                try? file.close()
            }
            writer.start()

            let report = try fixture.ingest([path])

            #expect(report.total.accepted == 60 && report.exitCode == 0)
        }
    }
}
