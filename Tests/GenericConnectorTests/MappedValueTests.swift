import ConnectorKit
import JourneyModel
import Testing

@testable import GenericConnectors

@Suite struct `Values of a mapped record` {
    /// One chat of the given columns, by the given fields.
    private func chat(
        _ fields: String, _ columns: String, _ row: String, more: String = ""
    ) throws -> RecordBatch {
        let mapping = """
            format: csv
            record: chat
            time_zone: Europe/Berlin
            fields:
              id: id
              started_at: start
            \(fields)
            \(more)
            """
        return try Loaded.mapped(
            mapping, "id,start,\(columns)\n1,2024-03-04T09:00:00Z,\(row)\n", region: "DE")
    }

    @Test(arguments: [
        ("iso", "2024-07-01 10:00:00", "2024-07-01T08:00:00Z"),
        ("iso", "2024-07-01T10:00:00.25+05:30", "2024-07-01T04:30:00.25Z"),
        ("iso", "2024-07-01", "2024-06-30T22:00:00Z"),
        ("epoch_seconds", "1719820800.5", "2024-07-01T08:00:00.5Z"),
        ("epoch_ms", "1719820800123", "2024-07-01T08:00:00.123Z"),
        ("epoch_us", "1719820800123456", "2024-07-01T08:00:00.123456Z"),
        ("rfc2822", "\"Mon, 1 Jul 2024 10:00:00 +0200\"", "2024-07-01T08:00:00Z"),
        ("dd/MM/yyyy HH:mm", "01/07/2024 10:00", "2024-07-01T08:00:00Z"),
        ("d.M.yy H:mm", "1.7.24 9:05", "2024-07-01T07:05:00Z"),
        ("\"MM/dd/yyyy hh:mm:ss a\"", "07/01/2024 12:00:01 AM", "2024-06-30T22:00:01Z"),
        ("\"MMM d, yyyy hh:mm a\"", "\"July 1, 2024 12:30 p.m.\"", "2024-07-01T10:30:00Z"),
        ("yyyyMMddHHmmss", "20240701100000", "2024-07-01T08:00:00Z"),
        (
            "\"yyyy-MM-dd'T'HH:mm:ss.SSS Z\"", "2024-07-01T10:00:00.120 UTC",
            "2024-07-01T10:00:00.12Z"
        ),
        ("[iso, epoch_seconds]", "1719820800", "2024-07-01T08:00:00Z"),
        // The clock showed this time twice: the earlier one counts.
        ("iso", "2024-10-27 02:30:00", "2024-10-27T00:30:00Z"),
    ])
    func `are times in every way that systems write them`(
        format: String, text: String, moment: String
    ) throws {
        let batch = try chat("  answered_at: {from: t, format: \(format)}", "t", text)

        #expect(batch.rejections.map(\.rejection.message) == [])
        #expect(batch.contacts.first?.answeredAt == at(moment))
    }

    @Test(arguments: [
        ("dd/MM/yyyy HH:mm", "31/02/2024 10:00", Rejection.Reason.badTime),
        ("dd/MM/yyyy HH:mm", "01/07/2024", .badTime),
        ("dd/MM/yyyy", "01/07/2024 10:00", .badTime),
        ("iso", "2024-03-31 02:30:00", .nonexistentLocalTime),
        ("epoch_seconds", "soon", .badTime),
        ("\"hh:mm a d/M/yyyy\"", "13:00 PM 1/7/2024", .badTime),
    ])
    func `that are no times refuse the record`(
        format: String, text: String, reason: Rejection.Reason
    ) throws {
        let batch = try chat("  answered_at: {from: t, format: \(format)}", "t", text)

        #expect(batch.rejections.map(\.rejection.reason) == [reason])
        #expect(batch.rejections.map(\.rejection.field) == ["t"])
        #expect(batch.contacts.isEmpty && batch.evidence.isEmpty)
    }

    @Test func `of a clock that was never set are no time`() throws {
        let unanswered = try chat("  answered_at: {from: t, format: epoch_seconds}", "t", "0")
        let unstarted = try Loaded.mapped(
            "format: csv\nrecord: chat\nfields: {started_at: {from: t, format: epoch_seconds}}",
            "t,x\n0,1\n")

        #expect(unanswered.contacts.map(\.answeredAt) == [nil])
        #expect(unstarted.rejections.map(\.rejection.reason) == [.badTime])
    }

    @Test func `without offset need a zone`() throws {
        let batch = try Loaded.mapped(
            "format: csv\nrecord: chat\nfields: {started_at: t}", "t,x\n2024-03-04 09:00:00,1\n")

        #expect(batch.rejections.first?.rejection.message.contains("time_zone") == true)
    }

    @Test(arguments: [
        ("seconds", "12.5", 12_500), ("milliseconds", "90", 90), ("minutes", "1.5", 90_000),
        ("hours", "2", 7_200_000), ("clock", "3:04", 184_000), ("clock", "1:00:03.5", 3_603_500),
        ("clock", "1d 00:00:01", 86_401_000), ("clock", "77", 77_000),
    ])
    func `are lengths of time in every unit`(unit: String, text: String, expected: Int64) throws {
        let batch = try chat("  wait: {from: w, unit: \(unit)}", "w", text)

        #expect(batch.contacts.first?.waitMs == expected)
    }

    @Test(arguments: ["-1", "1:60", "1:2:3:4", "abc", "1e3"])
    func `that are no lengths of time refuse the record`(text: String) throws {
        let batch = try chat("  wait: {from: w, unit: clock}", "w", text)

        #expect(batch.rejections.map(\.rejection.reason) == [.badNumber])
    }

    @Test func `are listed words without regard to case, accents and blanks`() throws {
        let fields = "  outcome: {from: r, values: {Répondu: handled, \"ver*\": missed}}"

        let outcomes = try ["REPONDU", " répondu ", "verpasst", "Verloren"].map {
            try chat(fields, "r", $0).contacts.first?.outcome
        }

        #expect(outcomes == [.handled, .handled, .missed, .missed])
    }

    @Test func `with a word that is not listed refuse the record without quoting it`() throws {
        let fields = "  outcome: {from: r, values: {a: handled}}"

        let batch = try chat(fields, "r", "Lea Roth")

        let rejection = try #require(batch.rejections.first?.rejection)
        #expect(rejection.reason == .badValue && rejection.field == "r")
        #expect(!rejection.message.contains("Lea"))
    }

    @Test func `that are missing take the default, and a word not listed takes otherwise`() throws {
        let fields = "  outcome: {from: r, values: {a: handled}, default: open, otherwise: missed}"

        #expect(try chat(fields, "r", "").contacts.first?.outcome == .open)
        #expect(try chat(fields, "r", "b").contacts.first?.outcome == .missed)
    }

    @Test func `that are missing refuse the record where they are required`() throws {
        let batch = try chat("  agent: {from: a, required: true}", "a", "null")

        #expect(batch.rejections.map(\.rejection.reason) == [.missingField])
    }

    @Test func `come from the first place that says something`() throws {
        #expect(try chat("  agent: [a, b]", "a,b", ",Ada").contacts.first?.agent == "Ada")
        let joined = try chat("  agent: {from: [a, b], join: ' '}", "a,b", "Ada,Byrne")
        #expect(joined.contacts.first?.agent == "Ada Byrne")
        let behind = try chat("  agent: {from: a, after: ':'}", "a", "agent: 17")
        #expect(behind.contacts.first?.agent == "17")
        #expect(try chat("  agent: {from: a, after: ':'}", "a", "17").contacts.first?.agent == nil)
    }

    @Test func `that stand for nothing are nothing`() throws {
        let batch = try chat("  agent: a", "a", "k. A.", more: "empty: [\"-\", K. A.]")

        #expect(batch.contacts.map(\.agent) == [nil])
    }

    @Test func `leave records out or in`() throws {
        let skip = "skip: {kind: [test, \"\"]}"

        #expect(try chat("", "kind", "Test", more: skip).ignored == 1)
        #expect(try chat("", "kind", "", more: skip).ignored == 1)
        #expect(try chat("", "kind", "real", more: skip).contacts.count == 1)
        #expect(try chat("", "kind", "x", more: "only: {kind: chat}").ignored == 1)
    }

    @Test func `of a row with too few or too many fields refuse it`() throws {
        let batch = try chat("", "a", "1,2")

        #expect(batch.rejections.map(\.rejection.reason) == [.fieldCount])
    }

    @Test(arguments: ["0", "null", "(not set)", String(repeating: "x", count: 257)])
    func `that name no record refuse it`(id: String) throws {
        let batch = try Loaded.mapped(
            "format: csv\nrecord: chat\nfields: {id: {from: id, required: true}, started_at: t}",
            "id,t\n\(id),2024-03-04T09:00:00Z\n")

        #expect(batch.contacts.isEmpty)
        #expect(batch.rejections.count == 1)
    }

    @Test func `make equal records without id one record`() throws {
        let row = "2024-03-04T09:00:00Z,x\n"

        let batch = try Loaded.mapped(
            "format: csv\nrecord: chat\nfields: {started_at: t}", "t,a\n" + row + row)

        #expect(Set(batch.contacts.map(\.id)).count == 1)
        #expect(batch.contacts.first?.id.count == 64)
    }

    @Test func `are not joined across the delimiter and quote of the file`() throws {
        let mapping = """
            format: csv
            delimiter: ";"
            quote: "'"
            columns: [id, start, agent]
            record: chat
            fields: {id: id, started_at: start, agent: agent}
            """

        let batch = try Loaded.mapped(
            mapping,
            "1;2024-03-04T09:00:00Z;'Ada; \"A\" O''Neil\nx'\n2;2024-03-04T10:00:00Z;B,\"c\"\n")

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.agent) == ["Ada; \"A\" O'Neil\nx", "B,\"c\""])
    }

    @Test func `keep quotes where the file has none`() throws {
        let batch = try Loaded.mapped(
            "format: tsv\nrecord: chat\nfields: {id: id, started_at: t, agent: a}",
            "id\tt\ta\n1\t2024-03-04T09:00:00Z\t\"Ada\n2\t2024-03-04T09:00:00Z\tB\n")

        #expect(batch.contacts.map(\.agent) == ["\"Ada", "B"])
    }

    @Test func `that hold members are refused and name themselves`() throws {
        let batch = try Loaded.mapped(
            "format: ndjson\nrecord: chat\nfields: {id: id, started_at: t, agent: a}",
            #"{"id":1,"t":"2024-03-04T09:00:00Z","a":{"b":1}}"# + "\n")

        #expect(batch.rejections.map(\.rejection.field) == ["a"])
        #expect(batch.rejections.map(\.rejection.reason) == [.wrongShape])
    }

    @Test(arguments: [
        ("a.b", "1"), ("l[0]", "x"), ("l[-1]", "z"), ("l[9]", nil), ("l", "x,y,z"),
        ("o[].n", "p,q"), ("o[1].n", "q"), ("d\\.e", "7"), ("l.x", nil), ("m[0][1]", "2"),
    ])
    func `stand where a path says`(path: String, expected: String?) throws {
        let record = """
            {"t":"2024-03-04T09:00:00Z","a":{"b":1},"l":["x","y","z"],"o":[{"n":"p"},{"n":"q"},{}],\
            "d.e":7,"m":[[1,2]]}

            """

        let batch = try Loaded.mapped(
            "format: ndjson\nrecord: chat\nfields: {started_at: t, agent: '\(path)'}", record)

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.agent) == [expected])
    }

    @Test(arguments: [
        ("https://u:p@shop.test/a", "https://shop.test/a"),
        ("https://shop.test/a?email=lea%40example-mail.com&id=7#top", "https://shop.test/a?id=7"),
        ("https://shop.test/a?x=lea@example-mail.com&y=1", "https://shop.test/a?y=1"),
        ("https://shop.test/u/lea@example-mail.com/b", "https://shop.test/u/:email/b"),
        ("https://shop.test/#/cart?token=1", "https://shop.test/#/cart"),
        ("/help?session=1", "/help"),
    ])
    func `are addresses without what they tell about a person`(
        url: String, expected: String
    ) throws {
        let batch = try chat("  page: p", "p", url)

        #expect(batch.contacts.map(\.pageURL) == [expected])
    }

    @Test(
        arguments: [
            ("", "1,234.50", 12_345_000), ("", "1,234,567", 12_345_670_000), ("", "99.5", 995_000),
            ("", "1,234", nil), ("", "12,34.50", nil), ("", "49,90", nil), ("", "1.234,50", nil),
            ("decimal: '.'", "1,234", 12_340_000), ("decimal: '.'", "1,234.5", 12_345_000),
            ("decimal: '.'", "1,23", nil), ("decimal: ','", "1.234,50", 12_345_000),
            ("decimal: ','", "1,234.50", nil), ("decimal: ','", "1.234", 12_340_000),
        ] as [(String, String, Int64?)])
    func `are amounts as far as they can be read one way only`(
        setting: String, text: String, expected: Int64?
    ) throws {
        let batch = try Loaded.mapped(
            """
            format: csv
            delimiter: ";"
            record: conversion
            fields:
              converted_at: at
              currency: {value: EUR}
              amount: {from: total\(setting.isEmpty ? "" : ", " + setting)}
            """, "at;total\n2024-03-04T09:00:00Z;\(text)\n")

        #expect(batch.conversions.map(\.amount) == (expected.map { [$0] } ?? []))
        #expect(batch.rejections.map(\.rejection.reason) == (expected == nil ? [.badNumber] : []))
    }

    @Test(arguments: [1, 7, 1 << 20])
    func `stand in an envelope within another`(chunk: Int) throws {
        let mapping =
            "format: json\nenvelope: data.calls\nrecord: chat\nfields: {id: id, started_at: t}"
        let text = """
            {"calls":[{"id":"x"}],"meta":{"calls":[{"id":"y"}]},
             "data":{"n":2,"calls":[{"id":"1","t":"2024-03-04T09:00:00Z"},
              {"id":"2","t":"2024-03-04T10:00:00Z"}],"next":null},"end":{"calls":[]}}
            {"data":{"calls":[{"id":"3","t":"2024-03-04T11:00:00Z"}]}}

            """

        let batch = try Loaded.mapped(mapping, text, chunk: chunk)

        #expect(batch.contacts.map(\.id) == ["1", "2", "3"])
        #expect(batch.rejections.isEmpty)
    }

    @Test func `count columns that the mapping does not name`() throws {
        let connector = try Mapped(
            settings: SourceSettings(
                name: "own",
                options: ["mapping": "format: csv\nrecord: chat\nfields: {started_at: t}"]))
        var reader = try connector.reader(header: ["t", "Extra", "more"])
        var batch = RecordBatch()

        batch.places.append(RecordPlace(byteOffset: 0, line: 1))
        try PaddedBytes("2024-03-04T09:00:00Z,1,2".utf8).withUnsafeBytes {
            try reader.read($0, into: &batch)
        }

        #expect(reader.unknownFields == ["Extra": 1, "more": 1])
    }

    @Test func `of chats hold the id by which web events and calls quote it`() throws {
        let batch = try Loaded.mapped(
            "format: csv\nrecord: chat\nfields: {id: i, started_at: t}",
            "i,t\nc1,2026-01-12T09:00:00Z\n")

        #expect(batch.values(.contact, role: .issued) == ["c1"])
    }

    @Test(arguments: [("inbound", ["+442079460100"]), ("outbound", [])])
    func `of legs hold the company's number that an inbound one reached`(
        direction: String, numbers: [String]
    ) throws {
        let batch = try Loaded.mapped(
            "format: csv\nrecord: leg\n"
                + "fields: {call_id: i, started_at: t, direction: d, dialled: n}",
            "i,t,d,n\n1,2026-01-12T09:00:00Z,\(direction),020 7946 0100\n")

        #expect(batch.values(.phone, role: .click) == numbers)
    }
}
