import ConnectorKit
import JourneyModel
import JourneyStore
import Postgres
import Schema

/// The records that could not be loaded: to look at, to hand on, and to load after a fix.
package struct Rejects {
    /// Which rejects.
    package struct Filter: Sendable {
        package var source: String?
        package var reason: String?
        /// Rejects that a later retry has loaded are left out.
        package var isOpenOnly = true
        package var limit = 1_000

        package init() {}
    }

    package struct Reject: Sendable {
        package var source: String
        package var reason: String
        /// SHA-256 of the record, hexadecimal: with source and reason its name.
        package var digest: String
        package var path: String
        package var byteOffset: Int64
        package var line: Int64
        package var field: String
        package var message: String
        package var length: Int64
        /// At most ``Limits/rejectedBytes``; personal data. Empty where it was not asked for.
        package var raw: [UInt8]
    }

    let workspace: Workspace

    package init(_ workspace: Workspace) { self.workspace = workspace }

    /// In the order of source, file and place, without bytes.
    package func list(_ filter: Filter = Filter()) throws -> [Reject] {
        try read(filter, digest: nil, withBytes: false)
    }

    /// The rejects whose digest begins so, with their bytes.
    package func show(_ digest: String) throws -> [Reject] {
        var filter = Filter()
        filter.isOpenOnly = false
        let found = try read(filter, digest: digest, withBytes: true)
        if found.isEmpty {
            throw Failure(
                exitCode: 66, message: "there is no reject \(digest)",
                advice: "`journey rejects list` names them.")
        }
        return found
    }

    /// Lends each reject with its bytes.
    package func export(_ filter: Filter, _ body: (Reject) throws -> Void) throws {
        for reject in try read(filter, digest: nil, withBytes: true) { try body(reject) }
    }

    func read(_ filter: Filter, digest: String?, withBytes: Bool) throws -> [Reject] {
        let text = Schema.localized(
            try Schema.query("ingest/list_rejects"), schema: workspace.schema.main)
        let query = Query(
            sql: text, .text(filter.source), .text(filter.reason), .text(digest),
            .bool(filter.isOpenOnly), .int(Int64(filter.limit)), .bool(withBytes))
        var rejects: [Reject] = []
        try workspace.connection.forEachBinaryRow(query) { row in
            rejects.append(
                Reject(
                    source: row.string(0) ?? "", reason: row.string(1) ?? "",
                    digest: row.string(2) ?? "", path: row.string(3) ?? "",
                    byteOffset: row.int64(4) ?? 0, line: row.int64(5) ?? 0,
                    field: row.string(6) ?? "", message: row.string(7) ?? "",
                    length: row.int64(8) ?? 0,
                    raw: row.withBytes(9) { $0.map { Array($0) } ?? [] }))
        }
        return rejects
    }
}
