/// Builds HTML; text from the data is escaped.
struct HTMLText {
    private(set) var text = ""

    mutating func raw(_ html: String) { text += html }

    mutating func element(_ name: String, _ content: String, class style: String? = nil) {
        let attribute = style.map { " class=\"\($0)\"" } ?? ""
        text += "<\(name)\(attribute)>\(Self.escaped(content))</\(name)>"
        if name != "td", name != "th", name != "span" { text += "\n" }
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in TextTable.safe(text) {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}

enum HTMLStyle {
    static let sheet = """
        :root { color-scheme: light dark; --line: var(--chart-grid); }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--chart-paper); color: var(--chart-ink);
          font: 16px/1.5 system-ui, sans-serif; }
        header, nav, main { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
        header { padding-top: 1.5rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1.35rem; margin: 0 0 .25rem; }
        h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
        .lead, .note, dt { color: var(--chart-muted); }
        .lead { margin: 0 0 1rem; }
        .note { font-size: .85rem; margin: .4rem 0; overflow-wrap: anywhere; }
        .head { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0;
          font-size: .85rem; }
        dd { margin: 0; }
        .chip { display: inline-block; margin: 0 1rem 0 0; white-space: nowrap; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0;
          margin: 1rem 0; }
        a { color: inherit; text-decoration-color: var(--chart-1); text-underline-offset: .2em; }
        .headlines { display: grid; gap: .75rem; list-style: none; padding: 0; margin: 1rem 0 2rem;
          grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); }
        .headlines li, .card { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; }
        .headlines strong { display: block; font-size: 1.6rem; line-height: 1.2; }
        .headlines small { display: block; color: var(--chart-muted); white-space: nowrap; }
        .finding { font-size: 1.05rem; font-weight: 600; margin: 0 0 1rem; max-width: 52rem; }
        .headlines span { font-size: .9rem; color: var(--chart-muted); }
        section { border-top: 1px solid var(--line); padding: 1.75rem 0; }
        .figures { display: grid; gap: 1rem; grid-template-columns: 1fr; margin: 0 0 1rem; }
        .card { padding: .5rem; min-width: 0; max-width: 62rem; }
        .chart { width: 100%; }
        .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
        table { border-collapse: collapse; width: 100%; font-size: .85rem;
          font-variant-numeric: tabular-nums; }
        th, td { padding: .4rem .7rem; text-align: left; white-space: nowrap;
          border-bottom: 1px solid var(--line); }
        tbody tr:last-child > * { border-bottom: 0; }
        thead th { color: var(--chart-muted); font-weight: 600; vertical-align: bottom;
          white-space: normal; }
        tbody th { font-weight: 500; max-width: 22rem; white-space: normal; overflow-wrap: anywhere;
          min-width: 8rem; position: sticky; left: 0; background: var(--chart-paper); }
        td:not(.number) { white-space: normal; }
        .number { text-align: right; }
        .empty { padding: 1rem; border: 1px dashed var(--line); border-radius: .5rem; }
        details { margin: 1rem 0; }
        summary { cursor: pointer; }
        details p { max-width: 46rem; }
        code { font: .85rem ui-monospace, monospace; overflow-wrap: anywhere; }
        @media (max-width: 40rem) { h1 { font-size: 1.4rem; } .head { grid-template-columns: 1fr; }
          .chip { display: block; } tbody th { max-width: 9.5rem; }
          th, td { padding: .35rem .5rem; } }
        @page { margin: 12mm; }
        @media print { nav { display: none; } body { font-size: 11px; }
          header, main { max-width: none; padding: 0; }
          h1, h2, h3, .lead, .finding { break-after: avoid; } p, li { break-inside: avoid; }
          section { padding: 1rem 0; } .card { break-inside: avoid; }
          .scroll { overflow: visible; border: 0; } .short { break-inside: avoid; }
          table { font-size: 8.5px; }
          tr { break-inside: avoid; } th, td { white-space: normal; padding: .25rem .35rem; }
          td span { white-space: nowrap; } tbody th { position: static; min-width: 0; }
          .chart-figure .chart-wide { display: block; }
          .chart-figure .chart-narrow { display: none; } }

        """
}
