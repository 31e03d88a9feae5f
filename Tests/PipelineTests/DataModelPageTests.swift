import Foundation
import Postgres
import Testing

@Suite struct `The page of the data model` {
    private static let columns = """
        select
            replace(n.nspname || '.', 'journey.', '') || c.relname,
            string_agg(a.attname, ', ' order by a.attnum)
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname in ('journey', 'journey_pii') and c.relkind in ('r', 'p', 'v')
          and not c.relispartition
        group by n.nspname, c.relname
        """

    private static func page() throws -> (text: String, columns: String) {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "docs/data-model.md"), encoding: .utf8)
        let parts = page.split(separator: "\n## Columns\n")
        return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
    }

    @Test func `explains every table and view, and lists its columns and no others`() throws {
        try IngestFixture.with { fixture in
            let page = try Self.page()
            let found = try fixture.workspace.connection.execute(Query(sql: Self.columns))
            let names = (0..<found.rowCount).map { found.string($0, 0) ?? "" }
            let rows = names.indices.map { "| `\(names[$0])` | \(found.string($0, 1) ?? "") |" }

            let listed = page.columns.split(separator: "\n").map(String.init)
                .filter { $0.hasPrefix("| `") }

            #expect(Set(rows).subtracting(listed) == [])
            #expect(Set(listed).subtracting(rows) == [])
            #expect(listed.count == rows.count)
            #expect(names.filter { !page.text.contains("`\($0)`") } == [])
        }
    }
}
