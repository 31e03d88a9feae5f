import Foundation
import Postgres
import Testing

@Suite struct `What ingest reads` {
    private static let header = "order_id,amount,currency,created_at"

    private static func order(_ number: Int) -> String {
        "o\(number),5,EUR,2024-01-01T00:00:00Z\n"
    }

    @Test func `lists of files add up, from a file or a pipe, with lines or NULs`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            for number in 1...4 {
                try Data("\(Self.header)\n\(Self.order(number))".utf8).write(
                    to: journey.folder.appending(path: "o \(number).csv"))
            }
            try Data("o 1.csv\r\n\no 2.csv\n".utf8).write(
                to: journey.folder.appending(path: "list"))

            let reply = try journey(
                "ingest", "orders", "o 4.csv", "--files-from", "list", "--files-from", "-",
                input: "o 3.csv\0o 1.csv\0")

            #expect(reply.status == 0, "\(reply.messages)")
            #expect(try database.count("conversion") == 4)
            #expect(try database.count("ingest_file") == 4)
        }
    }

    @Test func `a list without a file is 66, and standard input is read once`() throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)

            let empty = try journey("ingest", "orders", "--files-from", "-", input: "\n")
            let twice = try journey("ingest", "orders", "-", "--files-from", "-")
            let itself = try journey("ingest", "orders", "--files-from", "-", input: "-\n")
            let missing = try journey("ingest", "orders", "--files-from", "none")
            let encoding = try journey("ingest", "orders", "-", "--encoding", "ebcdic")

            #expect(empty.status == 66 && empty.messages.contains("lists no file"))
            #expect(twice.status == 64 && itself.status == 64)
            #expect(missing.status == 66)
            #expect(encoding.status == 64 && encoding.messages.contains("cp1252"))
        }
    }

    @Test func `standard input over its limit of rejects loads nothing`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            let rows = (1...20).map(Self.order).joined()
            let bad = (1...3).map { "x\($0),much,EUR,2024-01-01T00:00:00Z\n" }.joined()
            let text = "\(Self.header)\n\(rows)\(bad)"

            let refused = try journey("ingest", "orders", "-", "--max-rejects", "2", input: text)
            let loaded = try database.count("conversion")
            let taken = try journey("ingest", "orders", "-", "--max-rejects", "3", input: text)

            #expect(refused.status == 65 && loaded == 0, "\(refused.messages)")
            #expect(taken.status == 0, "\(taken.messages)")
            #expect(try database.count("conversion") == 20)
        }
    }

    @Test func `an encoding is declared, and unknown columns are named`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            let text =
                "order_id,amount,currency,created_at,channel,Größe\n"
                + "o1,5,EUR,2024-01-01T00:00:00Z,Köln,L\n"
            let bytes = try #require(text.data(using: .windowsCP1252))
            try bytes.write(to: journey.folder.appending(path: "a.csv"))

            let reply = try journey("ingest", "orders", "a.csv", "--encoding", "cp1252")

            #expect(reply.status == 0, "\(reply.messages)")
            #expect(reply.messages.contains("Größe (1)"))
            #expect(
                try database.value("select sales_channel from journey.conversion") == "köln")
        }
    }

    @Test func `terminated, the open batch is rolled back, and the next run completes it`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            let pipe = journey.folder.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            let ending = Ending()
            let program = Thread {
                ending.settle(
                    Result {
                        try journey.shell(
                            "journey ingest orders pipe & echo $! > pid; wait $! || exit $?")
                    })
            }
            program.start()
            // For both, so that opening it waits for nobody.
            let descriptor = open(pipe, O_RDWR | O_NONBLOCK)
            defer { close(descriptor) }
            var rows = [Self.header + "\n"]
            var committed = 0
            while committed == 0, !ending.isSettled {
                let next = (rows.count..<rows.count + 1_000).map(Self.order)
                let text = (rows.count == 1 ? rows : []) + next
                ending.write(Array(text.joined().utf8), to: descriptor)
                rows += next
                committed = try database.count("conversion")
            }
            let number = try String(
                contentsOf: journey.folder.appending(path: "pid"), encoding: .utf8)
            let pid = try #require(pid_t(number.filter(\.isNumber)))
            #expect(kill(pid, SIGTERM) == 0)
            let reply = try ending.wait()

            #expect(reply.status == 143, "\(reply.messages)")
            let booked = try database.value(
                "select sum(records_accepted) from journey.ingest_file")
            #expect(try database.count("conversion") == Int(booked ?? ""))
            #expect(
                try database.value("select status from journey.run order by run_id desc limit 1")
                    == "failed")

            try Data(rows.joined().utf8).write(to: journey.folder.appending(path: "all.csv"))
            let next = try journey("ingest", "orders", "all.csv")
            #expect(next.status == 0, "\(next.messages)")
            #expect(try database.count("conversion") == rows.count - 1)
        }
    }

    @Test func `a folder without a file is 66 and named`() throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)
            let folder = journey.folder.appending(path: "nothing/below")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try Data("\(Self.header)\n\(Self.order(1))".utf8).write(
                to: journey.folder.appending(path: "none.csv"))

            let empty = try journey("ingest", "orders", "nothing")
            let among = try journey("ingest", "orders", "no*")

            #expect(empty.status == 66)
            #expect(empty.messages.contains("nothing holds no file"), "\(empty.messages)")
            #expect(among.status == 0, "\(among.messages)")
        }
    }

    @Test func `a dry run says that it knows of nothing loaded`() throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)
            let text = "\(Self.header)\n\(Self.order(1))"
            #expect(try journey("ingest", "orders", "-", input: text).status == 0)

            let dry = try journey("ingest", "orders", "-", "--dry-run", input: text)
            let real = try journey("ingest", "orders", "-", input: text)

            #expect(dry.messages.contains("duplicates"), "\(dry.messages)")
            #expect(dry.messages.hasPrefix("A dry run: nothing is written to host "))
            #expect(!dry.messages.contains("Writing to"), "\(dry.messages)")
            #expect(!real.messages.contains("dry run"), "\(real.messages)")
            #expect(real.messages.hasPrefix("Writing to host "))
        }
    }
}

/// How a program ended that runs beside the test.
private final class Ending: @unchecked Sendable {
    private let condition = NSCondition()
    private var result: Result<JourneyProgram.Reply, any Error>?

    var isSettled: Bool {
        condition.lock()
        defer { condition.unlock() }
        return result != nil
    }

    func settle(_ result: Result<JourneyProgram.Reply, any Error>) {
        condition.lock()
        defer { condition.unlock() }
        self.result = result
        condition.broadcast()
    }

    func wait() throws -> JourneyProgram.Reply {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let result { return try result.get() }
            condition.wait()
        }
    }

    /// Writes to a pipe that the program reads, unless it has ended.
    func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty, !isSettled {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 { rest = rest.dropFirst(count) }
        }
    }
}
