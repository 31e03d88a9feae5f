import Postgres
import Schema

extension Rejects {
    /// Notes open rejects as settled, as when their records were mended at the source and loaded
    /// again. Nothing is deleted, and the same bytes found again stay settled.
    ///
    /// - Parameters:
    ///   - digests: Beginnings of the digests of some; none for all that the filter lets through.
    ///   - reason: Why, for those who ask later.
    /// - Returns: How many were open.
    package func settle(
        _ filter: Filter, digests: [String] = [], author: String, reason: String
    ) throws -> Int {
        if let name = filter.source { _ = try source(named: name) }
        for digest in digests { _ = try show(digest) }
        let text = Schema.localized(
            try Schema.query("ingest/settle_rejects"), schema: workspace.schema.main)
        return try workspace.booked("rejects settle", detail: filter.source) { run in
            try workspace.connection.execute(
                Query(
                    sql: text,
                    parameters: [
                        .text(filter.source), .text(filter.reason),
                        digests.isEmpty ? .null : .textArray(digests), .int(Int64(run)),
                        .text(author), .text(reason),
                    ])
            ).affectedRows
        }
    }
}
