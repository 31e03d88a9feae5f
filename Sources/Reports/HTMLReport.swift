import Charts

/// One page that stands alone: no network, no scripts; readable on a phone, on paper, in the dark.
package struct HTMLReport: Sendable {
    package struct Headline: Sendable {
        package var figure: String
        package var words: String
        /// Smaller, on a line of its own.
        package var note: String

        package init(figure: String, words: String, note: String = "") {
            self.figure = figure
            self.words = words
            self.note = note
        }
    }

    /// Figures with and without something, side by side.
    package struct Comparison: Sendable {
        package var title: String
        package var explanation: String
        package var before: String
        package var after: String
        package var rows: [(name: String, before: String, after: String)]

        package init(
            title: String, explanation: String, before: String, after: String,
            rows: [(name: String, before: String, after: String)]
        ) {
            self.title = title
            self.explanation = explanation
            self.before = before
            self.after = after
            self.rows = rows
        }
    }

    package struct Section: Sendable {
        package var id: String
        package var title: String
        package var answers: String
        /// SVG figures as ``Chart/figure()`` gives them.
        package var figures: [String]
        package var tables: [ReportTable]
        package var definition: String
        /// The command that lists the single rows behind the figures.
        package var command: String

        package init(
            id: String, title: String, answers: String, figures: [String], tables: [ReportTable],
            definition: String, command: String
        ) {
            self.id = id
            self.title = title
            self.answers = answers
            self.figures = figures
            self.tables = tables
            self.definition = definition
            self.command = command
        }

        /// One report with the chart that suits it.
        package init(_ table: ReportTable) {
            self.init(
                id: table.name, title: table.title, answers: table.answers,
                figures: ReportCharts.chart(of: table).map { [$0] } ?? [], tables: [table],
                definition: table.definition, command: "journey report \(table.name) --detail")
        }
    }

    /// Rows that are kept together on paper.
    private static let shortTable = 20

    package var title: String
    package var introduction = ""
    package var headlines: [Headline] = []
    package var comparison: Comparison?
    package var sections: [Section]
    /// Rows of a table before the rest is left to the command line.
    package var rowLimit = 40

    package init(title: String, sections: [Section]) {
        self.title = title
        self.sections = sections
    }

    package var text: String {
        var html = HTMLText()
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        html.raw("style-src 'unsafe-inline'; img-src data:\">\n")
        html.element("title", title)
        html.raw("<style>\n\(Palette.styleSheet)\n\(HTMLStyle.sheet)</style>\n</head>\n<body>\n")
        html.raw("<header>\n")
        html.element("h1", title)
        if !introduction.isEmpty { html.element("p", introduction, class: "lead") }
        if let head = sections.lazy.flatMap(\.tables).first?.head { write(head, into: &html) }
        html.raw("</header>\n")
        if sections.count > 1 { writeContents(into: &html) }
        html.raw("<main>\n")
        writeHeadlines(into: &html)
        if let comparison { write(comparison, into: &html) }
        for section in sections { write(section, into: &html) }
        html.raw("</main>\n</body>\n</html>\n")
        return html.text
    }

    private func write(_ head: ReportHead, into html: inout HTMLText) {
        html.raw("<dl class=\"head\">")
        html.element("dt", "Run")
        html.element(
            "dd", "\(head.run), rules \(head.rulesVersion.isEmpty ? "–" : head.rulesVersion)")
        html.element("dt", "Complete through")
        html.raw("<dd>")
        for source in head.completeThrough {
            html.element("span", "\(source.source) \(source.through ?? "–")", class: "chip")
        }
        html.raw("</dd>")
        html.raw("</dl>\n")
    }

    private func writeContents(into html: inout HTMLText) {
        html.raw("<nav><ul>")
        for section in sections {
            html.raw("<li><a href=\"#\(HTMLText.escaped(section.id))\">")
            html.raw(HTMLText.escaped(section.title) + "</a></li>")
        }
        html.raw("</ul></nav>\n")
    }

    private func writeHeadlines(into html: inout HTMLText) {
        if headlines.isEmpty { return }
        html.raw("<ul class=\"headlines\">")
        for headline in headlines {
            html.raw("<li>")
            html.element("strong", headline.figure)
            html.element("span", headline.words)
            if !headline.note.isEmpty { html.element("small", headline.note) }
            html.raw("</li>")
        }
        html.raw("</ul>\n")
    }

    private func write(_ comparison: Comparison, into html: inout HTMLText) {
        html.raw("<section id=\"comparison\">\n")
        html.element("h2", comparison.title)
        html.element("p", comparison.explanation)
        html.raw("<div class=\"scroll\"><table><thead><tr><th></th>")
        html.raw("<th class=\"number\">\(HTMLText.escaped(comparison.before))</th>")
        html.raw(
            "<th class=\"number\">\(HTMLText.escaped(comparison.after))</th></tr></thead><tbody>")
        for row in comparison.rows {
            html.raw("<tr>")
            html.element("th", row.name)
            html.element("td", row.before, class: "number")
            html.element("td", row.after, class: "number")
            html.raw("</tr>")
        }
        html.raw("</tbody></table></div>\n</section>\n")
    }

    private func write(_ section: Section, into html: inout HTMLText) {
        html.raw("<section id=\"\(HTMLText.escaped(section.id))\">\n")
        html.element("h2", section.title)
        html.element("p", section.answers, class: "lead")
        if let finding = section.tables.first?.finding {
            html.element("p", finding, class: "finding")
        }
        html.raw("<div class=\"figures\">\n")
        for figure in section.figures { html.raw("<div class=\"card\">\(figure)</div>\n") }
        html.raw("</div>\n")
        for table in section.tables { write(table, of: section, into: &html) }
        if !section.definition.isEmpty {
            html.raw("<details><summary>How this is counted</summary>")
            html.element("p", section.definition.replacing("\n", with: " "))
            html.raw("</details>\n")
        }
        html.raw("<p class=\"command\" id=\"\(HTMLText.escaped(section.id))-command\">")
        html.raw("The single records: <code>\(HTMLText.escaped(section.command))</code></p>\n")
        html.raw("</section>\n")
    }

    private func write(
        _ table: ReportTable, of section: Section, into html: inout HTMLText
    ) {
        if table.answers != section.answers {
            html.element("h3", table.answers.isEmpty ? table.title : table.answers)
            if let finding = table.finding { html.element("p", finding, class: "finding") }
        }
        if table.rows.isEmpty {
            html.element("p", table.emptySentence, class: "empty")
            return
        }
        let display = DisplayTable(table.withPaths)
        let same = display.sameInEveryRow(after: 1)
        let used = display.used(keys: 1).filter { !same.contains($0) }
        let isShort = display.rows.count <= Self.shortTable
        html.raw("<div class=\"scroll\(isShort ? " short" : "")\" tabindex=\"0\">")
        html.raw("<table><thead><tr>")
        for column in used {
            let header = display.headers[column]
            html.raw("<th scope=\"col\"\(header.isNumeric ? " class=\"number\"" : "")")
            html.raw(" title=\"\(HTMLText.escaped(header.meaning))\">")
            html.raw(HTMLText.escaped(header.name) + "</th>")
        }
        html.raw("</tr></thead><tbody>\n")
        for row in display.rows.prefix(rowLimit) {
            html.raw("<tr>")
            for column in used { write(row[column], column, display, table, into: &html) }
            html.raw("</tr>\n")
        }
        html.raw("</tbody></table></div>\n")
        if !same.isEmpty {
            html.element("p", "In every row: \(display.sentence(same)).", class: "note")
        }
        if let host = table.sharedHost { html.element("p", "Pages of \(host).", class: "note") }
        let left = table.totalRows - min(display.rows.count, rowLimit)
        if left > 0 { html.element("p", "\(left) more rows on the command line.", class: "note") }
        for note in table.notes { html.element("p", note, class: "note") }
        let settings = table.head.settings.map { "\($0.name) \($0.value)" }
        html.element("p", "Settings: " + settings.joined(separator: " · "), class: "note")
    }

    /// The first cell names the row and leads to the command that lists what stands behind it.
    private func write(
        _ text: String, _ column: Int, _ display: DisplayTable, _ table: ReportTable,
        into html: inout HTMLText
    ) {
        if column > 0 {
            return writeValue(text, isNumeric: display.headers[column].isNumeric, into: &html)
        }
        html.raw("<th scope=\"row\"><a href=\"#\(HTMLText.escaped(table.name))-command\" title=\"")
        html.raw(HTMLText.escaped(command(for: text, table.columns[0].name, table)))
        html.raw("\">\(HTMLText.escaped(text))</a></th>")
    }

    /// An interval may stand below its figure where there is little room.
    private func writeValue(_ text: String, isNumeric: Bool, into html: inout HTMLText) {
        guard isNumeric, let place = text.range(of: " (") else {
            return html.element("td", text, class: isNumeric ? "number" : nil)
        }
        html.raw("<td class=\"number\">")
        html.element("span", String(text[..<place.lowerBound]))
        html.raw(" ")
        html.element("span", "(" + text[place.upperBound...])
        html.raw("</td>")
    }

    private func command(for value: String, _ dimension: String, _ table: ReportTable) -> String {
        let filters = ReportRequest.Filter.allCases.map(\.rawValue)
        guard filters.contains(dimension), value != "(none)" else {
            return "journey report \(table.name) --detail"
        }
        let quoted = "'" + value.replacing("'", with: "'\\''") + "'"
        let option = "--" + dimension.replacing("_", with: "-")
        return "journey report \(table.name) --detail \(option) \(quoted)"
    }
}
