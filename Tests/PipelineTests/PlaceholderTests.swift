import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Placeholders` {
    /// In Berlin it is summer from 29 March on.
    private static func interval(_ since: String, _ until: String) throws -> RunInterval {
        RunInterval(since: try since.moment, until: try until.moment, zone: .berlin)
    }

    private static func texts(
        _ text: String, _ since: String, _ until: String,
        _ style: PlaceholderText.Style = .path
    ) throws -> [String] {
        try PlaceholderText(parsing: text, style).expanded(for: try interval(since, until))
    }

    @Test func `a date stands for each day of the interval in the zone, the end exclusive`() throws
    {
        let texts = try Self.texts(
            "in/{date:%Y-%m-%d}/*.gz", "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z")

        #expect(
            texts == ["in/2026-03-28/*.gz", "in/2026-03-29/*.gz", "in/2026-03-30/*.gz"])
    }

    @Test func `a part of a day is a day, and each text comes once`() throws {
        let day = try Self.texts("{date}", "2026-03-28T10:00:00Z", "2026-03-28T10:00:01Z")
        let month = try Self.texts(
            "{date:%Y%m}.csv", "2026-03-27T23:00:00Z", "2026-04-02T22:00:00Z")

        #expect(day == ["2026-03-28"])
        #expect(month == ["202603.csv", "202604.csv"])
    }

    @Test func `with hours there is one text an hour, and none for an hour that is skipped`() throws
    {
        let texts = try Self.texts(
            "{date:%d-%H}", "2026-03-28T23:00:00Z", "2026-03-29T03:00:00Z")

        #expect(texts == ["29-00", "29-01", "29-03", "29-04"])
    }

    @Test func `since and until are UTC, or as their pattern says in the zone`() throws {
        let texts = try Self.texts(
            "get --from {since} --to {until:%Y%m%dT%H%M%S} --week {date:%G-W%V} {since:%s}",
            "2026-01-01T23:00:00Z", "2026-01-02T23:00:00Z", .command)

        #expect(
            texts == [
                "get --from 2026-01-01T23:00:00Z --to 20260103T000000 --week 2026-W01 1767308400"
            ])
    }

    @Test(arguments: [
        "awk '{print $1}' f", "echo ${HOME} ${since}", "{ cat a; cat b; }", "jq '{a: .b}'",
    ])
    func `braces of a shell stay as they are`(command: String) throws {
        let texts = try Self.texts(
            command, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", .command)

        #expect(texts == [command])
    }

    @Test(arguments: [
        ("{dat:%Y}", "did you mean `date`?"), ("{date:%Q}", "%Q"), ("{date", "no }"),
        ("{date:}", "empty"), ("{customer}", "no placeholder {customer}"),
    ])
    func `a mistake is said, with what was meant`(text: String, said: String) throws {
        let problem = try #require(throws: PlaceholderText.Problem.self) {
            _ = try PlaceholderText(parsing: text, .path)
        }

        #expect(problem.message.contains(said), "\(problem.message)")
    }

    @Test func `a mistyped placeholder with a pattern is a mistake in a command too`() {
        #expect(throws: PlaceholderText.Problem.self) {
            _ = try PlaceholderText(parsing: "cat {dtae:%Y}.csv", .command)
        }
    }

    @Test func `an interval of decades is refused`() throws {
        let text = try PlaceholderText(parsing: "{date}", .path)
        let interval = try Self.interval("1990-01-01T00:00:00Z", "2026-01-01T00:00:00Z")

        #expect(throws: PlaceholderText.Problem.self) { _ = try text.expanded(for: interval) }
    }

    @Test func `one output stands for the last day`() throws {
        let text = try PlaceholderText(parsing: "out-{date}.csv", .path)
        let interval = try Self.interval("2026-01-01T23:00:00Z", "2026-01-04T23:00:00Z")

        #expect(text.single(for: interval) == "out-2026-01-04.csv")
    }
}
