import ConnectorKit
import JourneyModel
import Testing

@testable import GenericConnectors

@Suite struct `A mistake in a mapping` {
    /// A whole mapping whose last lines are given.
    private func mapping(_ rest: String) -> String {
        """
        format: csv
        record: chat
        fields:
          started_at: Start
        \(rest)
        """
    }

    @Test(arguments: [
        ("fields:\n  a: b", "line 1, column 1: format is missing"),
        ("format: cvs\nrecord: chat", "line 1, column 9: unknown format 'cvs'; did you mean csv?"),
        (
            "format: csv\nrecord: chats\nfields: {}",
            "line 2, column 9: unknown record 'chats'; did you mean chat?"
        ),
        (
            "format: csv\nrecord: chat\nfields:\n  id: x",
            "line 4, column 3: a chat needs the field started_at"
        ),
        ("format: csv\nformat: csv", "format stands here twice"),
        ("format: [csv", "line "),
        ("", "line 1, column 1: the mapping is empty"),
        ("- csv", "line 1, column 1: expected names with values below them"),
    ])
    func `at its top is named with its place`(text: String, message: String) throws {
        let found = try #require(Loaded.mistake(in: text))

        #expect(found.contains(message), "\(found)")
    }

    @Test(arguments: [
        ("  agnet: x", "line 5, column 3: unknown field of a chat 'agnet'; did you mean agent?"),
        ("  ended_at: {form: x}", "line 5, column 14: unknown key of a field 'form'; did you mean"),
        ("  ended_at: {default: x}", "line 5, column 13: say where ended_at comes from"),
        ("  ended_at: {from: x, format: epoch_second}", "did you mean epoch_seconds?"),
        ("  ended_at: {from: x, format: HH:mm}", "a time needs year (yyyy)"),
        ("  ended_at: {from: x, format: dd/MM/yyyy hh:mm}", "hours to 12 (hh) need AM or PM"),
        ("  ended_at: {from: x, format: dd/MM/yyyy QQ}", "QQ means no part of a time"),
        ("  agent: {from: x, format: iso}", "line 5, column 28: agent is no time"),
        ("  wait: {from: x, unit: second}", "line 5, column 25: unknown unit 'second'; did you"),
        ("  agent: {from: x, unit: seconds}", "agent is no length of time"),
        ("  outcome: {from: x, values: {a: handeld}}", "unknown value 'handeld'; did you mean"),
        ("  outcome: {value: done}", "line 5, column 20: unknown value 'done'; known are"),
        ("  outcome: {from: x, otherwise: missed}", "give values"),
        ("  outcome: {from: x, value: handled}", "value and from exclude each other"),
        ("  outcome: {from: x, values: {Ja: handled, ja: missed}}", "stands here twice"),
        ("  agent: []", "line 5, column 10: the list is empty"),
        ("  dropped: {from: x, required: perhaps}", "expected true or false"),
        ("identifiers:\n  - {kind: mail, from: x}", "line 6, column 12: unknown kind of"),
        ("identifiers:\n  - {from: x}", "line 6, column 5: kind is missing"),
        ("identifiers:\n  - {kind: email, from: x, role: mine}", "unknown role 'mine'"),
        ("identifiers: email", "line 5, column 14: expected a list"),
        ("time_zone: Europe/Berln", "line 5, column 12: The time zone Europe/Berln is unknown"),
        ("turns: {from: m, fields: {}}", "a table has no turns"),
        ("envelope: data", "only format json has an envelope"),
        ("delimiter: ab", "line 5, column 12: expected one ASCII character"),
        ("quote: ','", "quote and delimiter are the same"),
        ("columns: [a, b]", "unknown column 'Start'"),
        ("streams: {}", "line 5, column 1: unknown key 'streams'"),
    ])
    func `below it is named with its place`(rest: String, message: String) throws {
        let found = try #require(Loaded.mistake(in: mapping(rest)))

        #expect(found.contains(message), "\(found)")
    }

    @Test func `in a path of JSON is named with its place`() throws {
        let text = """
            format: ndjson
            record: chat
            fields:
              started_at: a..b
            """

        let found = try #require(Loaded.mistake(in: text))

        #expect(found.contains("line 4, column 15: 'a..b' is no path"))
    }

    @Test func `is a header that lacks a column`() {
        let mapping = """
            format: csv
            record: chat
            fields:
              started_at: Started
            """

        #expect {
            _ = try Loaded.mapped(mapping, "Startet,x\n")
        } throws: { error in
            let message = (error as? FormatMismatch)?.message ?? ""
            return message.contains("column Started") && message.contains("line 4")
                && message.contains("did you mean Startet?")
        }
    }

    @Test(arguments: [
        "id: {from: [Site, Numbr], join: \"-\"}", "id: {from: [Numbr, Site], join: \"-\"}",
        "id: {from: [Site, Numbr], join: \"-\", default: none}",
        "ended_at: {from: [Start, Numbr], latest: true}",
    ])
    func `is a header that lacks one of the columns to join`(field: String) {
        let mapping = "format: csv\nrecord: chat\nfields:\n  started_at: Start\n  \(field)\n"

        #expect {
            _ = try Loaded.mapped(mapping, "Site,Number,Start\nA,1,2024-03-04T10:00:00Z\n")
        } throws: { error in
            let message = (error as? FormatMismatch)?.message ?? ""
            return message.contains("column Numbr") && message.contains("line 5")
                && message.contains("did you mean Number?")
        }
    }

    @Test(arguments: [
        ("id: {from: [Site, Extra], join: \"-\", optional: true}", "A"),
        ("id: [Extra, Site]", "A"),
    ])
    func `is no column that may be missing`(field: String, id: String) throws {
        let batch = try Loaded.mapped(
            "format: csv\nrecord: chat\nfields:\n  started_at: Start\n  \(field)\n",
            "Site,Start\nA,2024-03-04T10:00:00Z\n")

        #expect(batch.contacts.map(\.id) == [id])
    }

    @Test func `is an envelope that the document lacks`() throws {
        let batch = try Loaded.mapped(
            "format: json\nenvelope: calls\nrecord: chat\nfields: {started_at: start}",
            #"{"meta":{"total":1},"data":{"calls":[{"start":"2024-03-04T09:00:00Z"}]}}"#)

        let message = try #require(batch.rejections.first?.rejection.message)
        #expect(message.contains("There is no array under calls"), "\(message)")
        #expect(message.contains("stands under data.calls"), "\(message)")
    }

    @Test func `is a header that names a column twice`() {
        let mapping = "format: csv\nrecord: chat\nfields: {started_at: a}\n"

        #expect(throws: FormatMismatch.self) { _ = try Loaded.mapped(mapping, "a,A\n1,2\n") }
    }
}
