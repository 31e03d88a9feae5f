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
        try runKeeping("remove_turns")
        try run("add_turns", ownRun)
    }

    /// Legs first find the contacts they are part of; then these are computed from all their legs.
    private func mergeLegs() throws {
        try run("fold_legs")
        try runForFile("merge_legs")
        if try runKeeping("bind_legs") > 0 { try runKeeping("drop_calls") }
        try runKeeping("move_evidence")
        try runKeeping("part_calls")
        try run("fold_calls", .int(Int64(configuration.source.id)), ownRun, .int(currentFile))
        try run("note_channels", .int(Int64(configuration.source.id)))
    }

    private func mergeEvidence() throws {
        let counts = staging.counts
        if counts.contacts + counts.legs + counts.conversions + counts.customers > 0 {
            try runKeeping("drop_evidence")
        }
        if counts.contacts > 0 { try runKeeping("drop_chat_pages") }
        if counts.chatPages > 0 {
            try run(
                "merge_chat_pages", .int(Int64(configuration.run)), .int(currentFile))
        }
        if counts.evidence == 0 { return }
        if try runForFile("merge_evidence") > 0 {
            try run("upgrade_outcomes")
            try runKeeping("touch_owners")
        }
        if counts.loneEvidence > 0 { try run("add_lone_outcomes") }
    }

    @discardableResult
    func run(_ name: String, _ parameters: Parameter...) throws -> Int {
        let query = Query(sql: try statements.text(name), parameters: parameters)
        return try connection.execute(query).affectedRows
    }

    /// Merges records of the file; what a stitch saw of them stays as a version.
    @discardableResult
    func runForFile(_ name: String) throws -> Int {
        try run(
            name, .int(Int64(configuration.source.id)), ownRun, .int(currentFile),
            .int(seenThrough))
    }

    /// Changes stored rows; what a stitch saw of them stays as a version.
    @discardableResult
    func runKeeping(_ name: String) throws -> Int { try run(name, ownRun, .int(seenThrough)) }

    private var ownRun: Parameter { .int(Int64(configuration.run)) }
}
