import Pipeline
import Reports

/// What the four reports said at one moment of a demo.
struct DemoAnswers {
    private static let pagesShown = 10

    let stitch: StitchReport
    /// Summaries of handovers, repeats, conversions, and the pages that trigger chats.
    let tables: [ReportTable]

    /// The tables as a first look at them needs: what a line of a terminal holds.
    var digests: [ReportTable] {
        var said: Set<String> = []
        return tables.map { table in
            var digest = digest(table)
            digest.notes = digest.notes.filter { said.insert($0).inserted }
            return digest
        }
    }

    private func digest(_ table: ReportTable) -> ReportTable {
        switch table.name {
        case "repeats":
            table.picking([
                "window", "channels", "pending", "denominator", "repeated", "rate",
                "rate_apart", "median_gap_seconds",
            ])
        case "trigger-pages":
            table.picking([
                "page", "sessions", "chats", "rate", "baseline", "excess_chats",
                "untracked_chats",
            ])
            .limited(to: Self.pagesShown)
        default: table
        }
    }

    /// The count of one row, found by the words it begins with.
    func count(_ report: String, row words: [String], _ column: String) -> String? {
        guard let table = tables.first(where: { $0.name == report }),
            let row = table.rows.first(where: { row in
                zip(row, words).allSatisfy { $0.plain == $1 }
            })
        else { return nil }
        return table.cell(row, column).number.map { GroupedNumber.text(Int($0)) }
    }
}

/// The effect of the customer master: the same data without and with it.
struct DemoComparison {
    private static let title = "What the customer master brings"
    private static let explanation =
        "Chats mostly know an e-mail address, calls only a number. A list of customers with both is"
        + " what joins them."

    private let rows: [(name: String, before: String, after: String)]

    init(_ before: DemoAnswers, _ after: DemoAnswers) {
        func row(
            _ name: String, _ figure: (DemoAnswers) -> String?
        ) -> (name: String, before: String, after: String) {
            (name, figure(before) ?? "–", figure(after) ?? "–")
        }
        rows = [
            row("persons") { GroupedNumber.text($0.stitch.persons) },
            row("handled chats") { $0.count("handovers", row: ["handled"], "chats") },
            row("of them linkable to calls") { $0.count("handovers", row: ["linkable"], "chats") },
            row("handovers found") { $0.count("handovers", row: ["handover"], "chats") },
            row("the agent had asked to call") {
                $0.count("handovers", row: ["instructed"], "chats")
            },
            row("contacts that came back within 7 days") {
                $0.count("repeats", row: ["7d", "any"], "repeated")
            },
            row("orders with a chat before them") {
                $0.count("conversions", row: ["last"], "after_chat")
            },
        ]
    }

    var text: String {
        let lines = AlignedText.lines([["", "without", "with"]] + rows.map { [$0.0, $0.1, $0.2] })
        return ([Self.title, ""] + lines).joined(separator: "\n") + "\n"
    }

    var section: HTMLReport.Comparison {
        HTMLReport.Comparison(
            title: Self.title, explanation: Self.explanation, before: "without", after: "with",
            rows: rows)
    }
}
