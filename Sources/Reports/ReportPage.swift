import Charts
import Postgres
import Schema

/// The four main reports of one state of the database, for `journey-report.html`, for the summary
/// that `demo` prints, and for comparing two states.
package struct ReportPage: Sendable {
    package let handovers: ReportTable
    package let handoversByQueue: ReportTable
    package let handoverRows: ReportTable
    package let handoversByHour: ReportTable
    package let repeats: ReportTable
    package let repeatsByTopic: ReportTable
    package let conversions: ReportTable
    package let conversionsByQueue: ReportTable
    package let triggerPages: ReportTable
    package let timeLine: TimeLine

    /// Pairs that are drawn; more do not change the picture.
    private static let drawnPairs = 50_000

    package init(_ runner: ReportRunner, _ request: ReportRequest = ReportRequest()) throws {
        func asking(_ change: (inout ReportRequest) -> Void) -> ReportRequest {
            var request = request
            change(&request)
            return request
        }
        handovers = try runner.report("handovers", request)
        handoversByQueue = try runner.report("handovers", asking { $0.by = ["queue"] })
            .picking([
                "queue", "chats", "linked_share", "denominator", "handovers", "rate",
                "hotspot_rate", "transfer", "instructed", "token", "inferred", "coincident",
                "hotspots", "median_gap_seconds", "mark",
            ])
        handoversByHour = try runner.report("handovers", asking { $0.by = ["weekday", "hour"] })
        handoverRows = try runner.detail("handovers", asking { $0.limit = Self.drawnPairs })
        repeats = try runner.report("repeats", request)
        repeatsByTopic = try runner.report("repeats", asking { $0.by = ["topic"] })
            .picking([
                "topic", "contacts", "pending", "linked_share", "denominator", "repeated", "rate",
                "rate_apart", "same_topic", "median_gap_seconds", "mark",
            ])
        conversions = try runner.report("conversions", request)
        conversionsByQueue = try runner.report("conversions", asking { $0.by = ["queue"] })
        triggerPages = try runner.report("trigger-pages", request)
        timeLine = try runner.exampleJourney()
    }

    /// The four tables that a terminal shows.
    package var summaries: [ReportTable] { [handovers, repeats, conversions, triggerPages] }

    package func html(
        title: String, comparedWith other: ReportPage? = nil, labels: (String, String) = ("", "")
    )
        -> HTMLReport
    {
        var report = HTMLReport(title: title, sections: sections)
        report.introduction =
            "Web visits, chats, calls and orders of the same customers, joined. Every rate has a "
            + "95 % interval; what is too young to judge is pending and in no rate."
        report.headlines = headlines.map {
            HTMLReport.Headline(
                figure: $0.figure,
                words: $0.words,
                note: $0.interval.isEmpty ? "" : "95 %: \($0.interval)")
        }
        if let other {
            report.comparison = HTMLReport.Comparison(
                title: "\(labels.0) and \(labels.1)",
                explanation: "The same records and the same rules; only what joins them differs.",
                before: labels.0, after: labels.1,
                rows: zip(other.headlines, headlines).map { ($1.words, $0.whole, $1.whole) })
        }
        return report
    }

    private var sections: [HTMLReport.Section] {
        func section(_ table: ReportTable, _ figures: [String], _ tables: [ReportTable])
            -> HTMLReport.Section
        {
            HTMLReport.Section(
                id: table.name, title: table.title, answers: table.answers, figures: figures,
                tables: tables, definition: table.definition,
                command: "journey report \(table.name) --detail")
        }
        let heat = ReportCharts.heat(
            handoversByHour, column: "handovers", title: "When chats begin that lead to a call")
        return [
            section(
                handovers,
                [
                    ReportCharts.ladder(handovers).figure(),
                    ReportCharts.gaps(handoverRows).figure(), heat.figure(),
                    ReportCharts.flow(handoverRows).figure(),
                ], [handovers, handoversByQueue]),
            section(repeats, [ReportCharts.repeats(repeats).figure()], [repeats, repeatsByTopic]),
            section(
                conversions, [ReportCharts.models(conversions)?.figure()].compactMap { $0 },
                [conversions, conversionsByQueue]),
            section(
                triggerPages, [ReportCharts.excess(triggerPages).figure()], [triggerPages]),
            HTMLReport.Section(
                id: "journeys", title: "One journey", answers: "What one customer did, in order.",
                figures: [timeLine.figure()], tables: [], definition: "",
                command: "journey export journeys"),
        ]
    }

    private struct Figure {
        var figure: String
        var interval = ""
        var words: String

        var whole: String { interval.isEmpty ? figure : "\(figure) (\(interval))" }
    }

    private var headlines: [Figure] {
        func rate(_ table: ReportTable, _ row: [Cell]?, _ words: String) -> Figure {
            guard let row, let value = table.cell(row, "rate").number else {
                return Figure(figure: "–", words: words)
            }
            var figure = Figure(figure: Figures.percent(value), words: words)
            if let low = table.cell(row, "rate_low").number,
                let high = table.cell(row, "rate_high").number
            {
                figure.interval =
                    Figures.fixed(low * 100, places: 1) + "–" + Figures.fixed(high * 100, places: 1)
            }
            return figure
        }
        func count(_ table: ReportTable, _ row: [Cell]?, _ column: String) -> String {
            row.map { Figures.display(table.cell($0, column), as: .count) } ?? "–"
        }
        func step(_ name: String) -> [Cell]? {
            handovers.rows.first { handovers.cell($0, "step").plain == name }
        }
        let week = repeats.rows.first {
            repeats.cell($0, "window").plain == "7d" && repeats.cell($0, "channels").plain == "any"
        }
        let other = repeats.rows.first {
            repeats.cell($0, "window").plain == "7d"
                && repeats.cell($0, "channels").plain == "other"
        }
        return [
            Figure(figure: count(handovers, step("offered"), "chats"), words: "chats offered"),
            Figure(
                figure: count(handovers, step("handover"), "chats"),
                words: "handovers from chat to voice"),
            rate(handovers, step("handover"), "of linkable handled chats lead to a call"),
            rate(repeats, week, "of contacts are repeated within 7 days"),
            rate(repeats, other, "of contacts are repeated on the other channel within 7 days"),
            rate(conversions, conversions.rows.first, "of linkable conversions follow a chat"),
        ]
    }
}

extension ReportRunner {
    /// A journey over several channels, to show what one looks like.
    func exampleJourney() throws -> TimeLine {
        var events: [TimeLine.Event] = []
        try forEachRow(of: "report/example_journey") { row in
            let lane = row.string(0) ?? ""
            events.append(
                TimeLine.Event(
                    lane: lane, at: row.double(1) ?? 0, duration: row.double(2) ?? 0,
                    label: row.string(3) ?? "", isKey: lane == "conversion"))
        }
        return TimeLine(
            title: "One journey, channel by channel", note: "Times in UTC", events: events,
            empty: "No journeys yet: run `journey stitch`.")
    }
}
