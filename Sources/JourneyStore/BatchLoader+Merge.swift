import JourneyModel
import Postgres

extension BatchLoader {
    /// Merges what is staged into the facts. Facts come before evidence, which may turn a duplicate
    /// into an update.
    func merge(_ batch: RecordBatch, _ parts: RecordParts) throws {
        if staging.counts.webEvents > 0 { try mergeWebEvents(parts) }
        if staging.counts.contacts > 0 { try mergeContacts() }
        if staging.counts.legs > 0 {
            try run("fold_legs")
            try runForFile("merge_legs")
            try runForFile("fold_calls")
        }
        if staging.counts.conversions > 0 {
            try run("fold_conversions")
            try runForFile("merge_conversions")
        }
        if staging.counts.customers > 0 {
            try run("fold_customers")
            try runForFile("merge_customers")
        }
        try mergeEvidence()
        if staging.counts.identifierValues > 0 { try run("add_identifier_values") }
        if staging.counts.rejects > 0 {
            try run("add_rejects", .int(Int64(configuration.source.id)), .int(currentFile))
        }
    }

    private func mergeWebEvents(_ parts: RecordParts) throws {
        let added = try runForFile("add_web_events")
        if added < staging.counts.webEvents {
            if try run("classify_web_events") > 0 { try runForFile("move_web_events") }
        }
        if !parts.mixed.isEmpty { try run("accept_web_parts", .intArray(parts.mixed)) }
    }

    private func mergeContacts() throws {
        try run("fold_contacts")
        try runForFile("merge_contacts")
        try run("choose_turns")
        try run("remove_turns")
        try run("add_turns")
    }

    private func mergeEvidence() throws {
        let counts = staging.counts
        if counts.contacts + counts.conversions + counts.customers > 0 { try run("drop_evidence") }
        if counts.evidence == 0 { return }
        if try runForFile("merge_evidence") > 0 {
            try run("upgrade_outcomes")
            try run("touch_owners", .int(Int64(configuration.run)))
        }
        if counts.loneEvidence > 0 { try run("add_lone_outcomes") }
    }

    @discardableResult
    private func run(_ name: String, _ parameters: Parameter...) throws -> Int {
        let query = Query(sql: try statements.text(name), parameters: parameters)
        return try connection.execute(query).affectedRows
    }

    @discardableResult
    private func runForFile(_ name: String) throws -> Int {
        try run(
            name, .int(Int64(configuration.source.id)), .int(Int64(configuration.run)),
            .int(currentFile))
    }
}
