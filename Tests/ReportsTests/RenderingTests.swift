import Testing

@testable import Reports

@Suite struct `Rendering` {
    private func table(_ rows: [[Cell]]) -> ReportTable {
        ReportTable(
            name: "handovers", title: "Handovers",
            columns: [
                Column("page", .text), Column("chats", .count), Column("rate", .rate),
                Column("rate_low", .rate), Column("rate_high", .rate), Column("gap", .seconds),
            ], rows: rows)
    }

    private let row: [Cell] = [
        .text("/pay"), .number(12_345, spelled: "12345"), .figure(0.125), .figure(0.1),
        .figure(0.15), .figure(3_725),
    ]

    @Test func `a terminal sees units, thousands and the interval beside its rate`() throws {
        let text = try table([row]).rendered(as: .table)

        #expect(text.contains("page   chats                rate        gap\n"))
        #expect(text.contains("/pay  12,345  12.5 % (10.0–15.0)  1 h 2 min\n"))
    }

    @Test func `a wide table comes in parts that repeat the row names`() throws {
        let text = try table([row]).rendered(as: .table, terminal: Terminal(width: 30))

        let longest = text.split(separator: "\n").map(\.count).max() ?? 0
        #expect(longest <= 34)
        #expect(text.components(of: "/pay") == 3)
    }

    private let ladder = ReportTable(
        name: "handovers", title: "Handovers",
        columns: [
            Column("step", .text), Column("chats", .count), Column("denominator", .count),
            Column("rate", .rate), Column("median_gap_seconds", .seconds),
        ],
        rows: [
            [.text("handover"), .figure(5), .figure(20), .figure(0.25), .figure(60)],
            [.text("transfer"), .figure(1), .figure(20), .figure(0.05), .figure(60)],
            [.text("token"), .figure(2), .figure(20), .figure(0.1), .figure(60)],
        ])

    @Test func `the answer stands above its table in one sentence`() throws {
        var table = ladder
        table.head.settings = [.init(name: "window", value: "24h")]

        let finding =
            "5 of 20 handled chats that could be followed (25.0 %) led to a call within 24 h."
        #expect(table.finding == finding)
        for format in [ReportFormat.table, .markdown, .html] {
            #expect(try table.rendered(as: format).contains("could be followed (25.0 %)"))
        }
    }

    @Test func `what is the same in every row is said once`() throws {
        let text = try ladder.rendered(as: .table)

        #expect(text.contains("in every row: out of 20, median gap 1 min\n"))
        #expect(text.contains("step      chats    rate\n"))
    }

    @Test func `pages of one host are shown as paths`() throws {
        let table = ReportTable(
            name: "x", title: "X", columns: [Column("page", .text), Column("views", .count)],
            rows: [
                [.text("shop.example/pay"), .figure(1)], [.text("shop.example/cart"), .figure(2)],
            ])

        let text = try table.rendered(as: .table)

        #expect(text.contains("pages of shop.example\n"))
        #expect(text.contains("\n/cart"))
        #expect(try table.rendered(as: .csv).contains("shop.example/cart,2"))
    }

    @Test func `the head says a day that all sources share once`() {
        var head = ReportHead()
        head.completeThrough = [
            .init(source: "a", channel: "chat", through: "2026-03-01T10:20:30Z"),
            .init(source: "b", channel: "voice", through: "2026-03-01T11:00:00Z"),
        ]

        #expect(head.completeness == "complete through 2026-03-01 (UTC): a 10:20, b 11:00")

        head.completeThrough[1].through = nil

        #expect(
            head.completeness
                == "complete through (UTC): a 2026-03-01 10:20, b with nothing loaded")
    }

    @Test func `colour is for terminals that want it`() {
        #expect(Terminal(environment: ["TERM": "xterm"], width: 80).isStyled)
        #expect(!Terminal(environment: ["TERM": "xterm", "NO_COLOR": "1"], width: 80).isStyled)
        #expect(!Terminal(environment: ["TERM": "dumb"], width: 80).isStyled)
        #expect(!Terminal(environment: ["TERM": "xterm"], width: nil).isStyled)
    }

    @Test func `an empty table says what to do next`() throws {
        #expect(try table([]).rendered(as: .table).contains("journey ingest"))
        #expect(try table([]).rendered(as: .html).contains("journey ingest"))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("+4930123456", "+4930123456"), ("-12.5", "-12.5"), ("a=1", "a=1"), ("+", "'+"),
        ("say \"hi\", you", "\"say \"\"hi\"\", you\""), ("a\nb", "\"a\nb\""),
    ])
    func `CSV quotes what needs it and disarms formulas`(text: String, field: String) throws {
        var lines: [String] = []
        var writer = DelimitedWriter(.csv) { lines.append($0) }

        try writer.write([.text(text), .number(-1, spelled: "-1")])

        #expect(lines == ["\(field),-1\n"])
    }

    @Test func `JSON keeps numbers as numbers and escapes the rest`() throws {
        let json = try table([
            [.text("a\"\u{1}"), .number(1, spelled: "1"), .none, .none, .none, .none]
        ])
        .rendered(as: .ndjson)

        #expect(
            json == #"{"page":"a\"\u0001","chats":1,"rate":null,"rate_low":null,"rate_high":null,"#
                + "\"gap\":null}\n")
    }

    @Test func `text of the data is never markup or a command to a terminal`() throws {
        let hostile: [Cell] = [.text("<b>|`\u{1B}[2J\u{202E}")] + row.dropFirst()

        let terminal = try table([hostile]).rendered(as: .table)
        let markdown = try table([hostile]).rendered(as: .markdown)
        let html = try table([hostile]).rendered(as: .html)

        #expect(!terminal.unicodeScalars.contains("\u{1B}"))
        #expect(!terminal.unicodeScalars.contains("\u{202E}"))
        #expect(markdown.contains("&lt;b&gt;\\|\\`"))
        #expect(!html.contains("<b>|"))
    }

    @Test func `the page needs no network and no scripts`() throws {
        let html = try table([row]).rendered(as: .html)

        #expect(!html.contains("<script") && !html.contains("src=") && !html.contains("@import"))
        #expect(
            !html.replacing("http://www.w3.org/2000/svg", with: "").contains(
                "http"
                    + "://"))
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.hasSuffix("</html>\n"))
    }

    @Test func `the extension of a file names its format`() {
        #expect(ReportFormat(fileName: "out/x.CSV") == .csv)
        #expect(ReportFormat(fileName: "x.md") == .markdown)
        #expect(ReportFormat(fileName: "x.bin") == nil)
    }
}

@Suite struct `Figures of a group` {
    private let file = ReportFile(
        path: "reports/sample",
        text: """
            -- title: Sample
            -- column: trials count, tried
            -- column: hits count, hit
            -- column: rate rate, hits by trials
            -- column: linked count, linked
            -- rate: rate hits trials
            -- linked: linked trials

            select 1
            """)

    private func complete(_ groups: [(Double, Double, Double)]) -> [[String]] {
        var raw = RawRows()
        raw.names = ["by_1", "trials", "hits", "rate", "linked"]
        raw.rows = groups.map {
            [.text("g"), .figure($0.0), .figure($0.1), .none, .figure($0.2)]
        }
        return GroupFigures(file: file, by: ["group"], small: .init()).complete(raw).rows
            .map { $0.map(\.plain) }
    }

    @Test func `a rate gets its Wilson interval`() {
        let row = complete([(100, 10, 100)])[0]

        #expect(row == ["g", "100", "10", "0.1", "0.055229", "0.174366", "100", ""])
    }

    @Test func `small groups are marked, the smallest hidden`() {
        let rows = complete([(19, 1, 19), (4, 1, 4), (100, 1, 100)])

        #expect(rows.map(\.last) == ["n < 20", "hidden, n < 5", ""])
        #expect(Array(rows[1][3...5]) == ["", "", ""])
    }

    @Test func `groups that are linked otherwise than the whole are flagged`() {
        let rows = complete([(100, 1, 90), (100, 1, 29), (100, 1, 60)])

        #expect(
            rows.map { $0.last ?? "" } == [
                "linked share off by > 10 points", "linked < 30 %", "",
            ])
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
