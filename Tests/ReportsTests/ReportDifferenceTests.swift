import Testing

@testable import Reports

@Suite struct `Differences between two answers` {
    private static func table(_ rows: [[Cell]]) -> ReportTable {
        ReportTable(
            name: "sample", title: "Sample",
            columns: [
                Column("queue", .text), Column("chats", .count), Column("rate", .rate),
                Column("rate_low", .rate), Column("rate_high", .rate), Column("mark", .text),
            ], rows: rows)
    }

    private static func row(_ queue: String?, _ chats: Double, _ rate: Double?) -> [Cell] {
        [
            queue.map(Cell.text) ?? .none, .figure(chats), .figure(rate),
            .figure(rate.map { $0 - 0.01 }), .figure(rate.map { $0 + 0.01 }), .text("n < 20"),
        ]
    }

    private static let before = table([row("a", 3, 0.5), row(nil, 1, 0.25), row("gone", 2, nil)])
    private static let after = table([row("new", 4, 0.1), row("a", 5, 0.625), row(nil, 1, 0.25)])

    private static func lines(isForPeople: Bool) -> [String] {
        let table = ReportDifference(before: before, after: after)
            .table("Difference", isForPeople: isForPeople)
        return ([table.columns.map(\.name)] + table.rows.map { $0.map(\.plain) })
            .map { $0.joined(separator: ",") }
    }

    @Test func `are told figure by figure, without what stayed and without bounds`() {
        #expect(
            Self.lines(isForPeople: false) == [
                "queue,figure,before,after,change", "new,chats,,4,", "new,rate,,0.1,",
                "a,chats,3,5,2", "a,rate,0.5,0.625,0.125", "gone,chats,2,,",
            ])
    }

    @Test func `have units and signs for people`() {
        #expect(
            Self.lines(isForPeople: true).suffix(3) == [
                "a,chats,3,5,+2", "a,rate,50.0 %,62.5 %,+12.5 points", "gone,chats,2,–,–",
            ])
    }

    @Test func `rows with one name are compared in their order`() {
        let before = Self.table([Self.row("a", 1, nil), Self.row("a", 2, nil)])
        let after = Self.table([Self.row("a", 1, nil), Self.row("a", 7, nil)])

        let changes = ReportDifference(before: before, after: after).changes

        #expect(changes.map { [$0.before.plain, $0.after.plain] } == [["2", "7"]])
    }

    @Test func `of several reports stand in one table`() {
        let difference = ReportDifference(before: Self.before, after: Self.after)

        let table = ReportDifference.table(
            [("sample", difference)], title: "All", isForPeople: false)

        #expect(table.rows[2].map(\.plain) == ["sample", "a", "chats", "3", "5", "2"])
    }
}

@Suite struct `Tables that belong together` {
    private static let sheet = ReportSheet(
        title: "Both",
        parts: ["one", "two"].map { name in
            .init(
                name,
                ReportTable(
                    name: name, title: "Table \(name)", columns: [Column("word", .text)],
                    rows: [[.text("cell of \(name)")]]))
        })

    @Test(arguments: [ReportFormat.table, .markdown, .html, .json])
    func `are all in formats with room for them`(format: ReportFormat) throws {
        let text = try Self.sheet.rendered(as: format)

        #expect(text.contains("cell of one") && text.contains("cell of two"))
        #expect(Self.sheet.others(than: format).isEmpty)
    }

    @Test func `have their names as keys in JSON`() throws {
        let text = try Self.sheet.rendered(as: .json)

        #expect(text.hasPrefix(#"{"one":{"meta":{"report":"one""#))
        #expect(text.contains(#"}]},"two":{"meta":"#) && text.hasSuffix("}]}}\n"))
    }

    @Test(arguments: [ReportFormat.csv, .tsv, .ndjson])
    func `are elsewhere where only one fits`(format: ReportFormat) throws {
        let text = try Self.sheet.rendered(as: format)

        #expect(text.contains("cell of one") && !text.contains("cell of two"))
        #expect(Self.sheet.others(than: format).map(\.name) == ["two"])
    }
}
