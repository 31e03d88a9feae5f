import ConnectorKit
import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Postgres
import TestSupport
import Testing

/// A database and a folder of its own, and ingests into them.
struct IngestFixture {
    let folder: String
    let workspace: Workspace
    let target: DatabaseTarget

    /// One key for all, so that the facts of two databases can be compared.
    private static let key = String(repeating: "0f", count: 32) + "\n"

    static func with(_ body: (IngestFixture) throws -> Void) throws {
        try withFolder { folder in
            try withTestDatabase { _, target in
                do {
                    let key = FileManager.default.createFile(
                        atPath: "\(folder)/journey.key", contents: Data(key.utf8),
                        attributes: [.posixPermissions: 0o600])
                    #expect(key)
                    let workspace = try open(target, folder, for: .initialise)
                    _ = try Installer(workspace).run(site: .init(timeZone: "UTC", region: "DE"))
                    try body(
                        IngestFixture(folder: folder, workspace: workspace, target: target))
                } catch let error as PostgresError {
                    Issue.record("\(error.debugDescription)")
                } catch let failure as Failure {
                    Issue.record("\(failure)")
                }
            }
        }
    }

    static func withFolder(_ body: (String) throws -> Void) throws {
        var path = Array("\(NSTemporaryDirectory())/journey-ingest-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&path))
        let folder = String(cString: made)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    static func open(
        _ target: DatabaseTarget, _ folder: String, for access: Workspace.Access,
        schema: SchemaName = .standard
    ) throws -> Workspace {
        var options = Workspace.Options(programVersion: "test")
        options.target = target
        options.dataFolder = folder
        options.schema = schema
        options.environment = [:]
        options.retryFor = .zero
        return try Workspace.open(options, for: access, command: "test")
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func ingest(
        _ inputs: [String], as connector: String = "notes", batch: Int = 3,
        _ change: (inout Ingest.Request) -> Void = { _ in }
    ) throws -> IngestReport {
        var request = Ingest.Request(
            connector: connector, inputs: inputs, settings: SourceSettings(name: connector))
        request.batchRecords = batch
        change(&request)
        return try Ingest(workspace, registry: Notes.registry).run(request)
    }

    func count(_ sql: String) throws -> Int {
        try workspace.connection.execute(Query(sql: sql)).int(0, 0) ?? -1
    }

    /// Every contact, its evidence and the rejects, without what differs from run to run.
    func facts() throws -> [String] {
        var lines: [String] = []
        for table in [
            "contact", "evidence", "web_event", "conversion", "journey_pii.rejected_bytes",
        ] {
            let result = try workspace.connection.execute(
                Query(
                    sql: """
                        select (to_jsonb(t) - 'run_id' - 'file_id' - 'line')::text
                        from \(table) as t
                        """))
            for row in 0..<result.rowCount { lines.append(table + (result.string(row, 0) ?? "")) }
        }
        return lines.sorted()
    }
}

/// A format of one line a chat: `id agent e-mail`; `bad …` is broken, `#…` says nothing.
struct Notes: Connector {
    static let registry = ConnectorRegistry(ConnectorRegistry.standard.connectors + [Notes.self])

    static var description: ConnectorDescription {
        ConnectorDescription(
            name: "notes", channel: .chat, framing: .lines, summary: "Notes of chats.", key: "id",
            sample: "c1 ann a@shop.example", resumption: .anywhere)
    }

    static func recognises(_ head: FileHead) -> Recognition {
        head.bytes.starts(with: "c".utf8) || head.bytes.starts(with: "bad".utf8) ? .possible : .no
    }

    init(settings: SourceSettings) throws(SettingError) {
        if let unknown = settings.options.keys.first {
            throw SettingError("there is no option \(unknown)", isUnknownOption: true)
        }
    }

    func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader { Reader() }

    struct Reader: RecordReader {
        mutating func read(
            _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
        ) throws(Rejection) {
            let line = String(decoding: record, as: UTF8.self)
            if line.hasPrefix("#") {
                batch.ignored += 1
                return
            }
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, words[0].hasPrefix("c") else {
                throw Rejection(.wrongShape, "A line holds id, agent and e-mail address.")
            }
            var contact = Contact(
                record: batch.record, channel: .chat, id: words[0],
                startedAt: Timestamp(seconds: 1_000), outcome: .handled)
            contact.agent = words[1]
            batch.contacts.append(contact)
            batch.evidence.append(
                Evidence(
                    record: batch.record, subject: .contact(id: words[0]),
                    identifier: Identifier(.email, normalized: words[2]), role: .own, ordinal: 0,
                    seenAt: Timestamp(seconds: 1_000)))
        }
    }
}
