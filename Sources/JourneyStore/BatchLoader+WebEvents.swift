import JourneyModel
import Postgres

/// The web events of a batch on their way to the table.
struct StagedWebEvents {
    /// Their positions in the batch, in the order read.
    var positions: [Int] = []
    /// Their keys and ranks, one each.
    var keys: [Key128] = []
    var ranks: [EventRank] = []
    /// The indices of `keys` in the order of the keys.
    var order: [Int32] = []
}

extension RecordKeys {
    /// The keys of the web events of a batch. They depend on nothing in the database, so that
    /// another thread can work them out.
    package func eventKeys(of batch: RecordBatch) -> EventKeys {
        batch.arena.withUnsafeBytes { arena in
            let keys = batch.webEvents.map { key(arena.text($0.id)) }
            let contents = batch.webEvents.map { $0.contentHash(arena) }
            return EventKeys(keys: keys, order: SortedKeys.order(keys), contents: contents)
        }
    }
}

extension BatchLoader {
    /// Stores the web events of a batch: new ones go straight into the partition of their month,
    /// those that place a known event earlier take its place.
    ///
    /// Which are new is known before a row is sent, see ``EventKeyIndex``. The keys become known
    /// with the same COMMIT as the rows.
    func loadWebEvents(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ parts: RecordParts
    ) throws {
        let staged = stage(batch, range)
        if staged.positions.isEmpty { return }
        let stored = try eventKeys.ranks(of: staged.keys, order: staged.order, on: connection)
        let copies = EventCopies(
            keys: staged.keys, ranks: staged.ranks, order: staged.order,
            storedRank: { stored.isEmpty ? nil : stored[$0] })
        try writeNew(batch, staged, copies)
        if !copies.moved.isEmpty { try writeMoved(batch, staged, copies) }
        try noteFates(batch, staged, copies, parts)
        try noteKnown(copies)
        try eventKeys.add(copies.entries, on: connection)
    }

    private func stage(_ batch: RecordBatch, _ range: Range<UInt32>) -> StagedWebEvents {
        let events = batch.webEvents
        let known = batch.eventKeys ?? staging.keys.eventKeys(of: batch)
        let positions = events.indices.filter { range.contains(events[$0].record) }
        let isWhole = positions.count == events.count
        let keys = isWhole ? known.keys : positions.map { known.keys[$0] }
        return StagedWebEvents(
            positions: positions, keys: keys,
            ranks: positions.map {
                EventRank(time: events[$0].occurredAt.microseconds, content: known.contents[$0])
            },
            order: isWhole ? known.order : SortedKeys.order(keys))
    }

    private func writeNew(
        _ batch: RecordBatch, _ staged: StagedWebEvents, _ copies: EventCopies
    ) throws {
        for (table, indices) in partitions(staged, copies) {
            let copy = try statements.text("copy_web_events")
                .replacing("copy web_event ", with: "copy \(table) ")
            try connection.copyIn(copy) { writer in
                try batch.arena.withUnsafeBytes { arena in
                    for index in indices {
                        try writer.row(fields: 20)
                        write(staged, index, batch, arena, into: &writer)
                    }
                }
            }
        }
    }

    /// The new events by the table they belong to, months in the order of their first event.
    private func partitions(
        _ staged: StagedWebEvents, _ copies: EventCopies
    ) -> [(table: String, indices: [Int])] {
        var groups: [(table: String, indices: [Int])] = []
        var groupOf: [Int: Int] = [:]
        var month = MonthOfYear(containing: Timestamp(microseconds: 0))
        for index in staged.positions.indices where copies.isAdded[index] {
            let time = Timestamp(microseconds: staged.ranks[index].time)
            if !month.contains(time) { month = MonthOfYear(containing: time) }
            let number = month.isPlausible ? month.number : -1
            if let group = groupOf[number] {
                groups[group].indices.append(index)
            } else {
                groupOf[number] = groups.count
                groups.append((month.isPlausible ? month.partition : "web_event", [index]))
            }
        }
        return groups
    }

    private func writeMoved(
        _ batch: RecordBatch, _ staged: StagedWebEvents, _ copies: EventCopies
    ) throws {
        try connection.copyIn(try statements.text("copy_moved_events")) { writer in
            try batch.arena.withUnsafeBytes { arena in
                for (index, knownAt) in copies.moved {
                    try writer.row(fields: 21)
                    write(staged, index, batch, arena, into: &writer)
                    writer.timestamp(knownAt)
                }
            }
        }
        try runKeeping("move_web_events")
    }

    /// Accepted events are not on the books one by one, unless their record has other parts.
    private func noteFates(
        _ batch: RecordBatch, _ staged: StagedWebEvents, _ copies: EventCopies,
        _ parts: RecordParts
    ) throws {
        let mixed = Set(parts.mixed)
        func record(_ index: Int) -> UInt32 { batch.webEvents[staged.positions[index]].record }
        let noted = staged.positions.indices.filter {
            copies.fates[$0] != .accepted
                || !mixed.isEmpty && mixed.contains(Int64(record($0)))
        }
        if noted.isEmpty { return }
        try connection.copyIn(StagingWriter.copy("part_outcome")) { writer in
            for index in noted {
                try writer.row(fields: 3)
                writer.int32(Int32(record(index)))
                writer.key(staged.keys[index])
                writer.int16(copies.fates[index].rawValue)
            }
        }
    }

    private func noteKnown(_ copies: EventCopies) throws {
        if copies.known.isEmpty { return }
        try connection.copyIn(StagingWriter.copy("known_web_event")) { writer in
            for entry in copies.known {
                try writer.row(fields: 2)
                writer.key(entry.key)
                writer.timestamp(entry.rank.time)
            }
        }
    }

    private func write(
        _ staged: StagedWebEvents, _ index: Int, _ batch: RecordBatch,
        _ arena: UnsafeRawBufferPointer, into writer: inout CopyWriter
    ) {
        let event = batch.webEvents[staged.positions[index]]
        let eventKey = staged.keys[index]
        let account = event.account.isEmpty ? nil : staging.account(arena.text(event.account))
        let browser = event.browser.isEmpty ? nil : staging.browser(arena.text(event.browser))
        let places = pages.eventPlaces[staged.positions[index]]
        let page = pages[place: places.url]
        writer.timestamp(event.occurredAt.microseconds)
        writer.key(eventKey)
        // Without browser and account an event stands for itself.
        writer.key(browser ?? account ?? eventKey)
        writer.key(account)
        writer.int32(page?.page)
        writer.int32(pages[place: places.referrer]?.page)
        writer.int16(configuration.source.id)
        writer.int16(event.kind.rawValue)
        writer.int16(event.device.rawValue)
        writer.bool(event.isBot)
        writer.bool(browser == nil)
        writer.bool(event.isPhoneClick)
        writer.int32(configuration.run)
        writer.int32(Int32(currentFile))
        writer.int64(batch.places[Int(event.record)].line)
        writer.text(arena.text(event.id))
        writer.text(nonEmpty: arena.text(event.name))
        writer.text(nonEmpty: arena.text(event.session))
        writer.text(nonEmpty: arena.text(event.campaign))
        if event.language.isEmpty {
            writer.text(page?.language)
        } else {
            writer.text(arena.text(event.language))
        }
    }
}

extension UnsafeRawBufferPointer {
    /// A text of the batch whose arena this is.
    func text(_ text: RecordBatch.Text) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: self[Int(text.offset)..<Int(text.offset) + Int(text.count)])
    }
}
