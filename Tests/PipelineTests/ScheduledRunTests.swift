import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Postgres
import Testing

@Suite struct `Scheduled run` {
    @Test func `sources are loaded and stitched, and everything is on the books`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(3, on: "2026-02-13"))

            let outcome = try Night(fixture).run(Night.one)

            #expect(outcome.exitCode == 0, "\(outcome.line)")
            #expect(outcome.status == .complete)
            #expect(outcome.sources.map(\.status) == [.loaded])
            #expect(outcome.sources.map(\.accepted) == [3])
            #expect(outcome.stitch?.status == .complete)
            #expect(try fixture.count("select count(*) from person_of") == 3)
            let books = """
                select count(*) from run
                where kind = 'run' and status = 'complete' and exit_code = 0
                    and summary::jsonb -> 'sources' -> 0 ->> 'accepted' = '3'
                    and exists (
                        select from run as part
                        where part.parent_run_id = run.run_id and part.kind = 'ingest'
                    )
                """
            #expect(try fixture.count(books) == 1)
        }
    }

    @Test func `a second run has nothing new, says so and ends as it was asked to`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(3, on: "2026-02-13"))
            _ = try Night(fixture).run(Night.one)

            let outcome = try Night(fixture).run(Night.one)

            #expect(outcome.status == .nothingNew)
            #expect(outcome.exitCode == 99)
            #expect(outcome.sources.map(\.duplicate) == [3])
        }
    }

    @Test func `a reject that was there already is nothing new`() throws {
        try IngestFixture.with { fixture in
            let broken = "bad,twelve,EUR,2026-02-13T12:00:00Z\n"
            let allowing = Night.one + "\n    fail_rejects: 50%\n"
            try fixture.write("orders.csv", Night.orders(3, on: "2026-02-13") + broken)
            let first = try Night(fixture).run(allowing)
            let second = try Night(fixture).run(allowing)
            try fixture.write(
                "orders.csv", Night.orders(3, on: "2026-02-13") + broken + "worse" + broken)
            let third = try Night(fixture).run(allowing)

            #expect(first.sources.map(\.newlyRejected) == [1], "\(first.line)")
            #expect(second.sources.map(\.rejected) == [1], "\(second.line)")
            #expect(second.exitCode == 99, "\(second.line)")
            #expect(third.sources.map(\.newlyRejected) == [1], "\(third.line)")
            #expect(third.exitCode == 0, "\(third.line)")
        }
    }

    @Test func `a command that ends well is heard too, and messages name it`() throws {
        try IngestFixture.with { fixture in
            let night = try Night(fixture)

            let outcome = try night.run(
                """
                sources:
                  - {connector: orders, command: "echo listen >&2; echo nonsense"}
                """)

            #expect(outcome.exitCode == 65, "\(outcome.line)")
            let said = night.events.filter { $0.name == "source.messages" }
            #expect(said.map(\.level) == [.debug])
            #expect(said.first?.message.contains("listen") ?? false)
            let told = night.events.map(\.message).joined(separator: "\n") + outcome.line
            #expect(!told.contains("spool"), "\(told)")
            #expect(told.contains("the output of the command of orders"), "\(told)")
        }
    }

    @Test func `a broken source does not stop the others, nor the stitch, nor the exports`() throws
    {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(3, on: "2026-02-13"))
            try fixture.write("customers.csv", "this,is\nno,customer\n")
            let night = try Night(fixture)

            let outcome = try night.run(
                """
                sources:
                  - {connector: customers, paths: customers.csv}
                  - {connector: segment, command: echo broken >&2; exit 3}
                  - {connector: orders, paths: orders.csv}
                exports:
                  - {name: contacts, output: "out-{date}.csv"}
                """)

            #expect(outcome.exitCode == 66, "\(outcome.line)")
            #expect(outcome.status == .partial)
            #expect(outcome.sources.map(\.status) == [.failed, .failed, .loaded])
            #expect(outcome.sources.map(\.exitCode) == [65, 66, 0])
            #expect(outcome.stitch?.status == .complete)
            #expect(night.exports == ["\(fixture.folder)/out-2026-02-13.csv"])
            #expect(
                try fixture.count(
                    "select count(*) from run where kind = 'ingest' and status = 'failed'") == 1)
        }
    }

    @Test func `a command that fails in the middle loads nothing and leaves nothing`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(3, on: "2026-02-13"))
            let night = try Night(fixture)

            let outcome = try night.run(
                """
                sources:
                  - {connector: orders, command: "cat orders.csv; exit 75"}
                """)

            #expect(outcome.exitCode == 75)
            #expect(try fixture.count("select count(*) from conversion") == 0)
            let spool = "\(fixture.folder)/spool"
            #expect(try FileManager.default.contentsOfDirectory(atPath: spool) == [])
        }
    }

    @Test func `a command gets the interval, once a day, and its output is loaded`() throws {
        try IngestFixture.with { fixture in
            for day in ["2026-02-12", "2026-02-13"] {
                try fixture.write("\(day).csv", Night.orders(2, on: day))
            }
            let night = try Night(fixture)
            night.since = "2026-02-12T00:00:00Z"

            let outcome = try night.run(
                """
                sources:
                  - {connector: orders, command: "cat {date}.csv"}
                """)

            #expect(outcome.exitCode == 0, "\(outcome.line)")
            #expect(outcome.sources.map(\.files) == [2])
            #expect(try fixture.count("select count(*) from conversion") == 4)
        }
    }

    @Test func `a command that prints nothing is a missing input`() throws {
        try IngestFixture.with { fixture in
            let outcome = try Night(fixture).run(
                """
                sources:
                  - {connector: orders, command: "true", missing: fail}
                """)

            #expect(outcome.exitCode == 66, "\(outcome.line)")
            #expect(outcome.sources.map(\.status) == [.missing])
        }
    }

    @Test(arguments: [("ok", 0), ("warn", 0), ("fail", 66)] as [(String, Int32)])
    func `a missing input is what its source says it is`(policy: String, code: Int32) throws {
        try IngestFixture.with { fixture in
            try fixture.write("customers.csv", "account_id,email\nk-1,a@shop.example\n")
            let night = try Night(fixture)

            let outcome = try night.run(
                """
                sources:
                  - {connector: orders, paths: "nothing-{date}*.csv", missing: \(policy)}
                  - {connector: customers, paths: customers.csv}
                """)

            #expect(outcome.exitCode == code, "\(outcome.line)")
            #expect(outcome.sources.map(\.status) == [.missing, .loaded])
            let level: RunEvent.Level =
                ["ok": .info, "warn": .warning, "fail": .error][policy] ?? .debug
            #expect(night.events.filter { $0.name == "source.missing" }.map(\.level) == [level])
        }
    }

    @Test(
        arguments: [("2026-02-14T03:00:00Z", 99), ("2026-02-14T04:00:00Z", 66)]
            as [(String, Int32)])
    func `before the time by which it is expected a missing input is no alarm`(
        now: String, code: Int32
    ) throws {
        try IngestFixture.with { fixture in
            let outcome = try Night(fixture, now).run(
                """
                sources:
                  - {connector: orders, paths: no.csv, missing: fail, expect_by: 04:00}
                """)

            #expect(outcome.exitCode == code, "\(outcome.line)")
        }
    }

    @Test func `a source waits for its marker while the others are loaded`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(1, on: "2026-02-13"))
            try fixture.write("customers.csv", "account_id,email\nk-1,a@shop.example\n")
            let night = try Night(fixture)
            night.whileWaiting = [
                { night.now = try "2026-02-14T03:30:00Z".moment },
                {
                    #expect(try fixture.count("select count(*) from customer") == 1)
                    try fixture.write("done-2026-02-13", "")
                },
            ]

            let outcome = try night.run(
                """
                sources:
                  - connector: orders
                    paths: orders.csv
                    wait_for: done-{date}
                    until: 04:00
                  - {connector: customers, paths: customers.csv}
                """)

            #expect(outcome.exitCode == 0, "\(outcome.line)")
            #expect(outcome.sources.map(\.status) == [.loaded, .loaded])
        }
    }

    @Test func `a marker that does not come in time is a missing input`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(1, on: "2026-02-13"))
            let night = try Night(fixture)
            night.whileWaiting = [{ night.now = try "2026-02-14T04:00:00Z".moment }]

            let outcome = try night.run(
                """
                sources:
                  - connector: orders
                    paths: orders.csv
                    missing: fail
                    wait_for: done
                    until: 04:00
                """)

            #expect(outcome.exitCode == 66, "\(outcome.line)")
            #expect(try fixture.count("select count(*) from conversion") == 0)
        }
    }

    @Test func `an interruption ends the run, which is on the books as failed`() throws {
        try IngestFixture.with { fixture in
            let night = try Night(fixture)

            let outcome = try night.run(
                """
                sources:
                  - {connector: orders, paths: o.csv, wait_for: done, until: 04:00}
                """)

            #expect(outcome.exitCode == 143)
            #expect(outcome.status == .interrupted)
            #expect(outcome.sources.map(\.status) == [.skipped])
            #expect(
                try fixture.count("select count(*) from run where exit_code = 143") == 1)
        }
    }

    @Test func `topics of a source are mapped by its configuration`() throws {
        try IngestFixture.with { fixture in
            let night = try Night(fixture)
            for topic in ["sales", "buying"] {
                _ = try night.run(
                    """
                    sources:
                      - {connector: zendesk-chat, paths: no.json, topics: {Sales: \(topic)}}
                    """)
            }

            #expect(
                try fixture.workspace.connection.execute(
                    "select source, word, topic from topic_map"
                )
                .string(0, 2) == "buying")
            #expect(try fixture.count("select count(*) from topic_map") == 1)
        }
    }

    @Test func `a dry run counts and writes nothing`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(3, on: "2026-02-13"))
            let night = try Night(fixture)
            night.isDryRun = true

            let outcome = try night.run(
                Night.one + "\nexports:\n  - {name: contacts, output: out.csv}\n")

            #expect(outcome.exitCode == 0, "\(outcome.line)")
            #expect(outcome.sources.map(\.accepted) == [3])
            #expect(night.exports == [])
            #expect(try fixture.count("select count(*) from run") == 0)
            #expect(try fixture.count("select count(*) from conversion") == 0)
        }
    }

    @Test func `while one runs another ends with 75 and names it`() throws {
        try IngestFixture.with { fixture in
            let other = try fixture.workspace.anotherConnection()
            let locks = SchemaLocks(other, schema: .standard)
            try locks.lockRun()
            try locks.nameSession("journey run 7, process 1 on night-1")

            let outcome = try Night(fixture).run(Night.one)
            other.close()
            let after = try Night(fixture).run(Night.one)

            #expect(outcome.exitCode == 75)
            #expect(outcome.message?.contains("journey run 7, process 1 on night-1") ?? false)
            #expect(outcome.sources.map(\.status) == [.skipped])
            #expect(after.exitCode == 99, "\(after.line)")
        }
    }

    @Test func `a run goes on after its sessions were ended by the server`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(3, on: "2026-02-13"))
            let night = try Night(fixture)
            night.whileWaiting = [
                {
                    let other = try fixture.workspace.anotherConnection()
                    try other.execute(
                        """
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where pid <> pg_backend_pid() and datname = current_database()
                        """)
                    try fixture.write("done", "")
                }
            ]

            let outcome = try night.run(
                """
                sources:
                  - {connector: orders, paths: orders.csv, wait_for: done, until: 04:00}
                """)

            #expect(outcome.exitCode == 0, "\(outcome.line)")
            #expect(try fixture.count("select count(*) from conversion") == 3)
        }
    }
}
