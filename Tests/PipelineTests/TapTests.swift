import Foundation
import JourneyModel
import Pipeline
import Postgres
import Synchronization
import Testing

@Suite struct `Loading from a tap` {
    private static let mapping = """
        streams:
          calls:
            record: call
            fields: {id: no, started_at: begin, direction: {value: inbound}}
            identifiers: [{kind: phone, from: caller}]
        """

    private static func call(_ no: Int) -> String {
        """
        {"type":"RECORD","stream":"calls","record":{"no":\(no),"begin":"2024-03-04T09:00:00Z",\
        "caller":"+493023125012"}}

        """
    }

    private static func state(_ number: Int) -> String {
        #"{"type":"STATE","value":{"n":\#(number)}}"# + "\n"
    }

    /// What was told, and how many calls, or rows of another table, the database held then for
    /// others to see.
    private final class Told: Sendable {
        private let lines = Mutex<[(text: String, calls: Int)]>([])
        private let target: DatabaseTarget
        private let table: String
        let changed = DispatchSemaphore(value: 0)

        init(_ target: DatabaseTarget, counting table: String = "contact") {
            self.target = target
            self.table = table
        }

        func add(_ bytes: [UInt8]) throws {
            let other = try Connection.open(target, application: "test", retryFor: .zero)
            let calls =
                try other.execute("select count(*) from journey.\(identifier: table)").int(0, 0)
                ?? -1
            lines.withLock { $0.append((String(decoding: bytes, as: UTF8.self), calls)) }
            changed.signal()
        }

        var all: [String] { lines.withLock { $0.map(\.text) } }
        var calls: [Int] { lines.withLock { $0.map(\.calls) } }
    }

    private func load(
        _ fixture: IngestFixture, _ path: String, _ told: Told? = nil, batch: Int = 3,
        isDryRun: Bool = false
    ) throws -> IngestReport {
        let mapping = try fixture.write("calls.yaml", Self.mapping)
        return try fixture.ingest([path], as: "singer", batch: batch) { request in
            request.settings.options["mapping"] = mapping
            request.isDryRun = isDryRun
            if let told { request.acknowledge = { try told.add($0) } }
        }
    }

    @Test func `a state is told once everything before it is stored`() throws {
        try IngestFixture.with { fixture in
            let told = Told(fixture.target)
            let text = (1...7).map { Self.call($0) + Self.state($0) }.joined()
            let path = try fixture.write("tap.out", text)

            let report = try load(fixture, path, told)

            #expect(report.total.accepted == 7 && report.total.ignored == 7)
            #expect(told.all.joined() == (1...7).map { "{\"n\":\($0)}\n" }.joined())
            // Each line names as many calls as were there when it was told, or fewer.
            for (text, calls) in zip(told.all, told.calls) {
                let last = text.split(separator: "\n").last.flatMap { line in
                    Int(line.filter(\.isNumber))
                }
                #expect(last.map { $0 <= calls } == true, "\(text) with \(calls)")
            }
            #expect(told.all.count > 1)
        }
    }

    @Test func `a tap that pauses is told without waiting for the end`() throws {
        try IngestFixture.with { fixture in
            let told = Told(fixture.target)
            let path = "\(fixture.folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let writer = Thread {
                guard let pipe = FileHandle(forWritingAtPath: path) else { return }
                pipe.write(Data((Self.call(1) + Self.state(1)).utf8))
                // It goes on only when it was told, as a tap with a window would.
                let isTold = told.changed.wait(timeout: .now() + 120) == .success
                if isTold { pipe.write(Data((Self.call(2) + Self.state(2)).utf8)) }
                pipe.closeFile()
            }
            writer.start()

            let report = try load(fixture, path, told, batch: 1_000)

            #expect(report.total.accepted == 2)
            #expect(told.all == ["{\"n\":1}\n", "{\"n\":2}\n"])
            #expect(told.calls == [1, 2])
        }
    }

    @Test func `a state is told behind records that are kept as rejects`() throws {
        try IngestFixture.with { fixture in
            let told = Told(fixture.target, counting: "rejected_record")
            let mapping = try fixture.write(
                "keys.yaml",
                Self.mapping.replacing("id: no, ", with: ""))
            let path = try fixture.write(
                "tap.out", Self.call(1) + Self.state(1) + Self.call(2) + Self.state(2))

            let report = try fixture.ingest([path], as: "singer", batch: 2) { request in
                request.settings.options["mapping"] = mapping
                request.acknowledge = { try told.add($0) }
            }

            // No SCHEMA came, so that the key of the records is unknown.
            #expect(report.total.rejected == 2 && report.total.ignored == 2)
            #expect(told.all == ["{\"n\":1}\n", "{\"n\":2}\n"])
            #expect(told.calls == [1, 2])
            #expect(report.files.map(\.holdsBackState) == [false])
        }
    }

    @Test func `no state is told behind a reject of which only the beginning is kept`() throws {
        try IngestFixture.with { fixture in
            let told = Told(fixture.target)
            let wide = String(repeating: "x", count: Limits.rejectedBytes)
            let long = Self.call(2).replacing("2024-03-04", with: wide)
            let path = try fixture.write(
                "tap.out",
                Self.call(1) + Self.state(1) + long + Self.state(2) + Self.call(3) + Self.state(3))

            let report = try load(fixture, path, told, batch: 2)

            #expect(report.total.accepted == 2 && report.total.rejected == 1)
            #expect(told.all == ["{\"n\":1}\n"])
            #expect(report.files.map(\.holdsBackState) == [true])
        }
    }

    @Test func `a dry run tells nothing`() throws {
        try IngestFixture.with { fixture in
            let told = Told(fixture.target)
            let path = try fixture.write("tap.out", Self.call(1) + Self.state(1))

            _ = try load(fixture, path, told, isDryRun: true)

            #expect(told.all.isEmpty)
        }
    }

    @Test func `the records decide the channel of the source`() throws {
        try IngestFixture.with { fixture in
            _ = try load(fixture, try fixture.write("tap.out", Self.call(1)))

            let channel = try fixture.workspace.connection.execute("select channel from source")
            #expect(channel.string(0, 0) == "voice")
        }
    }

    @Test func `a mapping that is missing or wrong is named with its place`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("tap.out", Self.call(1))
            let wrong = try fixture.write("wrong.yaml", "streams:\n  calls:\n    recrd: call\n")
            func failure(_ mapping: String) -> Failure? {
                do {
                    _ = try fixture.ingest([path], as: "singer") { request in
                        request.settings.options["mapping"] = mapping
                    }
                    return nil
                } catch {
                    return Failure(error)
                }
            }

            let missing = failure("\(fixture.folder)/none.yaml")
            let mistaken = failure(wrong)

            #expect(missing?.exitCode == 66)
            #expect(mistaken?.exitCode == 78)
            #expect(mistaken?.message.contains("\(wrong), line 3, column 5:") == true)
            #expect(mistaken?.message.contains("did you mean record?") == true)
        }
    }

    @Test func `rejects of a mapped file load after the mapping is mended`() throws {
        try IngestFixture.with { fixture in
            let file = try fixture.write("own.csv", "id;start\n1;2024-03-04\n2;04.03.2024\n")
            func mapping(_ formats: String) throws -> String {
                try fixture.write(
                    "own.yaml",
                    """
                    format: csv
                    delimiter: ";"
                    record: chat
                    fields: {id: id, started_at: {from: start, format: \(formats)}}
                    """)
            }
            let path = try mapping("iso")
            let first = try fixture.ingest([file], as: "mapped") { request in
                request.settings.options["mapping"] = path
            }

            _ = try mapping("[iso, dd.MM.yyyy]")
            let again = try Rejects(fixture.workspace).retry(
                source: "mapped", options: ["mapping": path])

            #expect(first.total.accepted == 1 && first.total.rejected == 1)
            #expect(again.counts.accepted == 1 && again.counts.rejected == 0)
            #expect(try fixture.count("select count(*) from contact") == 2)
        }
    }
}
