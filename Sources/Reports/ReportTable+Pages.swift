extension ReportTable {
    /// The host of all pages in the table, where they have one in common.
    var sharedHost: String? {
        var hosts: Set<Substring> = []
        for index in pageColumns {
            for case .text(let page) in rows.map({ $0[index] }) where !page.isEmpty {
                hosts.insert(page.prefix { $0 != "/" })
            }
        }
        return hosts.count == 1 ? hosts.first.map(String.init) : nil
    }

    /// The table with paths instead of pages, where ``sharedHost`` says the rest.
    var withPaths: ReportTable {
        guard let host = sharedHost, !host.isEmpty else { return self }
        var table = self
        for index in pageColumns {
            for row in rows.indices {
                guard case .text(let page) = rows[row][index], page.hasPrefix(host + "/") else {
                    continue
                }
                table.rows[row][index] = .text(String(page.dropFirst(host.count)))
            }
        }
        return table
    }

    private var pageColumns: [Int] {
        let names: Set = ["page", "chat_page", "page_began", "page_before"]
        return columns.indices.filter { names.contains(columns[$0].name) }
    }
}
