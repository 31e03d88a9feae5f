import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Configuration of the scheduled run` {
    private static func mistake(_ text: String) throws -> YAMLMistake {
        try #require(throws: YAMLMistake.self) { _ = try RunConfiguration(parsing: text) }
    }

    @Test func `every setting of a source is read`() throws {
        let text = """
            site: {time_zone: Europe/Berlin, region: NO}
            database: postgresql://journey@db.example/crm?sslmode=verify-full
            max_rejects: 10%
            sources:
              - name: calls
                connector: asterisk-cdr
                paths: [a.csv, "b/{date}.csv"]
                time_zone: Europe/Helsinki
                region: FI
                encoding: latin1
                options: {direction: inbound, own_numbers: +358401234567}
                topics: {Sales: sales}
                missing: fail
                expect_by: 04:00
                wait_for: done-{date}
                until: 05:30
                fail_rejects: off
                max_rejects: 7
                freshness: {warn: 26h, error: 2d}
                volume_check: false
                timeout: 90s
              - connector: orders
                command: psql -c 'select 1'
                topics: words.csv
                state: /var/lib/journey/orders.state
            stitch: false
            """

        let read = try RunConfiguration(parsing: text)

        #expect(read.timeZone == "Europe/Berlin")
        #expect(read.region == "NO")
        #expect(
            read.database == .url("postgresql://journey@db.example/crm?sslmode=verify-full"))
        #expect(!read.stitches)
        let calls = try #require(read.sources.first)
        guard case .paths(let paths) = calls.input else {
            Issue.record("paths were given")
            return
        }
        #expect(paths.map(\.text) == ["a.csv", "b/{date}.csv"])
        #expect(calls.timeZone == "Europe/Helsinki")
        #expect(calls.region == "FI")
        #expect(calls.encoding == .latin1)
        #expect(calls.options == ["direction": "inbound", "own_numbers": "+358401234567"])
        #expect(calls.topics == .map(["Sales": "sales"]))
        #expect(calls.missing == .fail)
        #expect(calls.expectBy == TimeOfDay(parsing: "04:00"))
        #expect(calls.waitFor.map(\.text) == ["done-{date}"])
        #expect(calls.until == TimeOfDay(parsing: "05:30"))
        #expect(calls.rejects == nil)
        #expect(calls.maxRejects == .count(7))
        #expect(calls.ages == .init(warn: 26 * 3600, error: 48 * 3600))
        #expect(!calls.checksVolume)
        #expect(calls.timeout == 90)
        let orders = read.sources[1]
        #expect(orders.name == "orders")
        #expect(orders.missing == .warn)
        #expect(orders.rejects == .standard)
        #expect(orders.maxRejects == .percent(10))
        #expect(orders.topics == .file("words.csv"))
        #expect(orders.state == "/var/lib/journey/orders.state")
        #expect(calls.state == nil)
    }

    @Test(
        arguments: [
            ("sources:\n  - conector: orders\n    paths: a", 2, 5, "did you mean `connector`?"),
            ("sources:\n  - connector: oders\n    paths: a", 2, 16, "did you mean `orders`?"),
            ("sorces: []", 1, 1, "did you mean `sources`?"),
            ("sources:\n  - connector: orders", 2, 5, "needs `paths` or a `command`"),
            ("sources:\n  - {connector: orders, paths: a, command: b}", 2, 44, "one is too many"),
            ("sources:\n  - {connector: orders, paths: a, missing: never}", 2, 44, "no missing"),
            ("sources:\n  - {connector: orders, paths: a, expect_by: 4h}", 2, 46, "such as 04:00"),
            ("sources:\n  - {connector: orders, paths: a, until: 04:00}", 2, 42, "wait_for"),
            ("sources:\n  - {connector: orders, paths: 'a{dat}'}", 2, 32, "no placeholder {dat}"),
            (
                "sources:\n  - {connector: orders, paths: a, name: My Shop}", 2, 41,
                "no name of a source"
            ),
            ("sources: orders", 1, 10, "a list"),
            ("site: {time_zone: Mars/Base}", 1, 19, "Europe/Berlin"),
            ("site: {region: XX}", 1, 16, "such as DE"),
            ("fail_rejects: 5", 1, 15, "such as 5%"),
            ("exports:\n  - name: contacts", 2, 5, "needs `output`"),
            ("stitch: maybe", 1, 9, "true or false"),
            ("database: postgresql://ann:secret@db/crm", 1, 11, "password"),
            ("database: host=db password=secret", 1, 11, "password"),
            ("site:\n\ttime_zone: UTC", 2, 1, "token"),
        ] as [(String, Int, Int, String)])
    func `a mistake has a place and says what to do`(
        text: String, line: Int, column: Int, said: String
    ) throws {
        let mistake = try Self.mistake(text)

        #expect(mistake.line == line, "\(mistake)")
        #expect(mistake.column == column, "\(mistake)")
        #expect(mistake.message.contains(said), "\(mistake)")
        #expect(!mistake.message.contains("secret"), "\(mistake)")
    }

    @Test func `a key that is there twice is a mistake`() throws {
        let mistake = try Self.mistake("stitch: true\nstitch: false")

        #expect(mistake.message.contains("stitch"), "\(mistake)")
    }

    @Test(arguments: ["", "# nothing\n", "sources:\nexports:\n"])
    func `an empty configuration is one`(text: String) throws {
        #expect(try RunConfiguration(parsing: text) == RunConfiguration())
    }

    @Test(arguments: [
        ("database: embedded", RunConfiguration.Database.embedded),
        ("database: {env: CRM}", .environment("CRM")),
        ("database: {file: /run/secrets/crm}", .file("/run/secrets/crm")),
    ])
    func `the database is private, or named, or read from elsewhere`(
        text: String, expected: RunConfiguration.Database
    ) throws {
        #expect(try RunConfiguration(parsing: text).database == expected)
    }

    @Test func `the file is looked for here, then with the user, then in etc`() {
        let places = ConfigurationFile.places(environment: ["HOME": "/home/ann"])
        let moved = ConfigurationFile.places(
            environment: ["HOME": "/home/ann", "XDG_CONFIG_HOME": "/conf"])

        #expect(
            places == [
                "journey.yaml", "/home/ann/.config/journey/config.yaml",
                "/etc/journey/config.yaml",
            ])
        #expect(moved[1] == "/conf/journey/config.yaml")
    }
}
