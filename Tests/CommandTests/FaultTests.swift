import Foundation
import Testing

/// The programs in `Tests/faults` with few points each; `make soak` runs them with many.
@Suite(.serialized) struct `Faults` {
    @Test func `a load killed at any moment and run again is as if nothing had happened`() throws {
        let reply = try script("kills.py", "--moments", "6", "--calls", "10", "--events", "400")

        #expect(reply.status == 0, "\(reply.messages)\(reply.output)")
        #expect(reply.output.contains("| all | | 16 |"), "\(reply.output)")
    }

    @Test func `a scheduled run killed at any moment and run again is as if nothing had happened`()
        throws
    {
        let reply = try script(
            "kills.py", "--run", "--moments", "3", "--calls", "4", "--events", "400")

        #expect(reply.status == 0, "\(reply.messages)\(reply.output)")
        #expect(reply.output.contains("| all | | 7 |"), "\(reply.output)")
    }

    @Test func `a server is reached by password and TLS, and not without either`() throws {
        let reply = try script("access.py")

        #expect(reply.status == 0, "\(reply.messages)\(reply.output)")
        #expect(reply.output.contains("| TLS, another authority | 78 |"), "\(reply.output)")
    }

    @Test func `a server that goes away in the middle loses nothing and doubles nothing`() throws {
        let reply = try script("outages.py", "--points", "2", "--silences", "1", "--events", "400")

        #expect(reply.status == 0, "\(reply.messages)\(reply.output)")
        for fault in ["lost answer", "lost commit", "terminated", "crash", "silence", "read error"]
        {
            #expect(reply.output.contains("| \(fault) |"), "\(reply.output)")
        }
    }

    @Test func `the books of a load with every defect agree with the truth`() throws {
        let reply = try script("defects.py", "--rows", "2000")

        #expect(reply.status == 0, "\(reply.messages)\(reply.output)")
        #expect(reply.output.contains("| segment | rejected: too_deep | 10 | 10 |"))
        #expect(reply.output.contains("| orders | rejected: open_quote |"))
    }

    private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "faults")

    private func script(_ name: String, _ arguments: String...) throws -> JourneyProgram.Reply {
        var reply: JourneyProgram.Reply?
        try Workshop.inFolder { folder in
            let program = JourneyProgram.programs.appending(path: "journey").path
            let words = arguments.joined(separator: " ")
            reply = try JourneyProgram(in: folder).shell(
                """
                for tool in python3 strace openssl; do
                    command -v $tool >/dev/null || { echo "this test needs $tool" >&2; exit 69; }
                done
                python3 '\(Self.scripts.path)/\(name)' --program '\(program)' \(words)
                """)
        }
        return try #require(reply)
    }
}
