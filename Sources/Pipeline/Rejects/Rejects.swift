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
        /// Rejects that a retry has loaded or somebody has settled are left out.
        package var isOpenOnly = true
        /// `nil` for all.
        package var limit: Int? = 1_000

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
        /// The file it was first found in.
        package var origin: Origin
        package var state: State
        /// Of a settled one.
        package var settlement: Settlement?
    }

    package enum State: String, Sendable, Hashable {
        case open
        /// By a retry.
        case loaded
        /// By somebody, by hand.
        case settled
    }

    /// Who settled a reject, when, in UTC, and why.
    package struct Settlement: Sendable, Hashable {
        package var at: String
        package var author: String
        package var reason: String
    }

    /// What the books keep of a file so that its rejects can be read without it.
    package struct Origin: Sendable, Hashable {
        package var file: Int32
        /// `nil` for files loaded before it was kept; then neither are encoding and header.
        package var connector: String?
        package var encoding: String?
        /// The row of column names, in UTF-8.
        package var header: String?
        /// Digests of the beginning, hexadecimal.
        package var head: String?
        package var fingerprint: String?
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

    func read(_ filter: Filter, digest: String?, withBytes: Bool) throws -> [Reject] {
        var rejects: [Reject] = []
        try forEach(filter, digest: digest, withBytes: withBytes) { rejects.append($0) }
        return rejects
    }

    func forEach(
        _ filter: Filter, digest: String?, withBytes: Bool, _ body: (Reject) throws -> Void
    ) throws {
        if let name = filter.source { _ = try source(named: name) }
        try forEach(
            "list_rejects", .text(filter.source), .text(filter.reason), .text(digest),
            .bool(filter.isOpenOnly), .int(filter.limit), .bool(withBytes), body: body)
    }

    func source(named name: String) throws -> Source {
        let store = SourceStore(workspace.connection, schema: workspace.schema)
        guard let source = try store.find(name) else {
            throw Failure(
                exitCode: 66, message: "there is no source \(name)",
                advice: "`journey rejects list` names the sources.")
        }
        return source
    }

    /// Records that rejects of their files cannot be read without, by file and in their order.
    func declarations(of source: String?) throws -> [Int32: [RecordBatch.Declaration]] {
        let text = Schema.localized(
            try Schema.query("ingest/list_declarations"), schema: workspace.schema.main)
        var found: [Int32: [RecordBatch.Declaration]] = [:]
        try workspace.connection.forEachBinaryRow(Query(sql: text, parameters: [.text(source)])) {
            row in
            found[Int32(row.int64(0) ?? 0), default: []].append(
                .init(
                    byteOffset: row.int64(1) ?? 0,
                    bytes: row.withBytes(2) { $0.map { Array($0) } ?? [] }))
        }
        return found
    }

    /// Lends the rows of a query that answers with all that there is of a reject.
    func forEach(
        _ name: String, _ parameters: Parameter..., body: (Reject) throws -> Void
    ) throws {
        let text = Schema.localized(
            try Schema.query("ingest/\(name)"), schema: workspace.schema.main)
        try workspace.connection.forEachBinaryRow(Query(sql: text, parameters: parameters)) { row in
            try body(
                Reject(
                    source: row.string(0) ?? "", reason: row.string(1) ?? "",
                    digest: row.string(2) ?? "", path: row.string(3) ?? "",
                    byteOffset: row.int64(4) ?? 0, line: row.int64(5) ?? 0,
                    field: row.string(6) ?? "", message: row.string(7) ?? "",
                    length: row.int64(8) ?? 0,
                    raw: row.withBytes(9) { $0.map { Array($0) } ?? [] },
                    origin: Origin(
                        file: Int32(row.int64(10) ?? 0), connector: row.string(11),
                        encoding: row.string(12), header: row.string(13), head: row.string(14),
                        fingerprint: row.string(15)),
                    state: row.string(16).flatMap(State.init) ?? .open,
                    settlement: row.string(18).map {
                        Settlement(
                            at: row.string(17) ?? "", author: $0, reason: row.string(19) ?? "")
                    }))
        }
    }
}
