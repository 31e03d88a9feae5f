import JourneyModel
import Postgres

extension BatchLoader {
    /// Merges what is staged into the facts. Facts come before evidence, which may turn a duplicate
    /// into an update.
    func merge(_ batch: RecordBatch, _ parts: RecordParts) throws {
        if staging.counts.contacts > 0 { try mergeContacts() }
        if staging.counts.legs > 0 { try mergeLegs() }
        if staging.counts.conversions > 0 {
            try run("fold_conversions")
            try runForFile("merge_conversions")
        }
        if staging.counts.customers > 0 {
            try run("fold_customers")
            try runForFile("merge_customers")
        }
        try mergeFeeds()
        try mergeEvidence()
        if staging.counts.identifierValues > 0 { try run("add_identifier_values") }
        if staging.counts.rejects > 0 {
            try run("add_rejects", .int(Int64(configuration.source.id)), .int(currentFile))
        }
    }

    private func mergeContacts() throws {
        try run("fold_contacts")
        try runForFile("merge_contacts")
        try run("choose_turns")
        try run("remove_turns")
        try run("add_turns")
    }

    /// Legs first find the contacts they are part of; then these are computed from all their legs.
    private func mergeLegs() throws {
        let (source, run) = (
            Parameter.int(Int64(configuration.source.id)), Parameter.int(Int64(configuration.run))
        )
        try self.run("fold_legs")
        try runForFile("merge_legs")
        if try self.run("bind_legs", run) > 0 { try self.run("drop_calls", run) }
        try self.run("move_evidence")
        try self.run("part_calls")
        try runForFile("fold_calls")
        try self.run("note_channels", source)
    }

    private func mergeEvidence() throws {
        let counts = staging.counts
        if counts.contacts + counts.legs + counts.conversions + counts.customers > 0 {
            try run("drop_evidence")
        }
        if counts.contacts > 0 { try run("drop_chat_pages") }
        if counts.chatPages > 0 {
            try run(
                "merge_chat_pages", .int(Int64(configuration.run)), .int(currentFile))
        }
        if counts.evidence == 0 { return }
        if try runForFile("merge_evidence") > 0 {
            try run("upgrade_outcomes")
            try run("touch_owners", .int(Int64(configuration.run)))
        }
        if counts.loneEvidence > 0 { try run("add_lone_outcomes") }
    }

    @discardableResult
    func run(_ name: String, _ parameters: Parameter...) throws -> Int {
        let query = Query(sql: try statements.text(name), parameters: parameters)
        return try connection.execute(query).affectedRows
    }

    @discardableResult
    func runForFile(_ name: String) throws -> Int {
        try run(
            name, .int(Int64(configuration.source.id)), .int(Int64(configuration.run)),
            .int(currentFile))
    }
}
