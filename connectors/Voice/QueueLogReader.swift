import ConnectorKit
import JourneyModel

/// Reads queue logs, one event a record. Which visit an event belongs to, and what became of the
/// call, is found from all its events, since a log is read in pieces.
struct QueueLogReader: RecordReader {
    private let normalizer: IdentifierNormalizer
    private var parties: PartyReader
    private var clock: LocalTimeReader?
    /// Of an export of the table.
    private var columns: QueueLogColumns?
    private var fields = QueueLogFields()
    private var queues = ByteCache<String>(limit: 1_024)
    private var agents = ByteCache<String?>(limit: 16_384)
    private let digester = ContentDigester()
    /// Bytes being put together.
    private var text: [UInt8] = []

    /// Words in place of a call's id.
    private static let nobody: Set<String> = ["", "NONE", "REALTIME", "MANAGER", "CLI", "ADMIN"]
    /// How much the id of a channel may be younger than its first event, in microseconds.
    private static let slack: Int64 = 120_000_000

    init(
        options: AsteriskOptions, resolver: LocalTimeResolver?, region: String?, header: [String]?
    ) {
        columns = header.flatMap { QueueLogColumns(header: $0) }
        normalizer = IdentifierNormalizer(region: region)
        parties = PartyReader(options: options, normalizer: normalizer)
        clock = resolver.map { LocalTimeReader($0) }
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        try fields.split(record)
        if let names = fields.names, let header = QueueLogColumns(header: names) {
            columns = header
            batch.ignored += 1
            return
        }
        let row = try QueueLogRecord(fields, columns: fields.isLine ? nil : try table(of: fields))
        guard !row.event.isEmpty else {
            throw Rejection(.missingField, field: "event", "The record names no event.")
        }
        let moment = try moment(of: row)
        guard !Self.isNobody(row.callID), let event = try QueueLogEvent.of(row) else {
            batch.ignored += 1
            return
        }
        guard row.callID.count <= Limits.identifierBytes else {
            throw Rejection(.tooLong, field: "callid", "The id is too long to be one.")
        }
        let leg = leg(of: row, event, at: moment, index: batch.record)
        batch.legs.append(leg)
        if let caller = event.caller, leg.direction == .inbound {
            batch.append(
                identifiers(of: caller), of: .leg(callID: leg.callID, legID: leg.legID), role: .own,
                seenAt: moment)
        }
    }

    private static func isNobody(_ callID: UnsafeBufferPointer<UInt8>) -> Bool {
        if let first = callID.first, ByteText.isDigit(first) { return false }
        return nobody.contains(String(decoding: callID, as: UTF8.self).uppercased())
    }

    private mutating func table(of fields: QueueLogFields) throws(Rejection) -> QueueLogColumns {
        if let columns { return columns }
        guard let found = QueueLogColumns(row: fields) else {
            throw Rejection(
                .wrongShape,
                "This is neither a line time|callid|queue|agent|event nor a row of the table"
                    + " queue_log; export the table with its header.")
        }
        return found
    }

    private mutating func moment(of row: QueueLogRecord) throws(Rejection) -> Timestamp {
        let found: Timestamp?
        if let epoch = TimeParser.epochSeconds(row.time) {
            found = epoch
        } else {
            found = try localMoment(of: row)
        }
        guard let found, TimeParser.isPlausible(found) else {
            throw Rejection(
                .badTime, field: "time",
                "The time is neither seconds since 1970 nor YYYY-MM-DD HH:MM:SS.")
        }
        return found
    }

    /// Of an hour that comes twice, the first reading that is not before the caller's channel.
    private mutating func localMoment(of row: QueueLogRecord) throws(Rejection) -> Timestamp? {
        guard RowShape.isTime(row.time) else { return nil }
        guard clock != nil else {
            throw Rejection(
                .badTime, field: "time",
                "The table holds local times: give --time-zone, such as Europe/Berlin,"
                    + " or --option gmt=yes.")
        }
        switch clock?.parse(row.time) {
        case .one(let moment): return moment
        case .repeated(let earlier, let later):
            guard let epoch = RowShape.epoch(ofUniqueID: row.callID) else { return earlier }
            return earlier < Timestamp(seconds: epoch).adding(-Self.slack) ? later : earlier
        case .nonexistent:
            throw Rejection(
                .nonexistentLocalTime, field: "time",
                "The clock skipped this time; check --time-zone, or gmt=yes for UTC.")
        case nil: return nil
        }
    }
}

extension QueueLogReader {
    private mutating func leg(
        of row: QueueLogRecord, _ event: QueueLogEvent, at moment: Timestamp, index: UInt32
    ) -> ContactLeg {
        let wait = (event.waitMs ?? 0) * 1_000
        let talk = (event.talkMs ?? 0) * 1_000
        let callID = String(decoding: row.callID, as: UTF8.self)
        var leg = ContactLeg(
            record: index, callID: callID, legID: legID(of: row), direction: .unknown,
            startedAt: moment, outcome: event.outcome)
        leg.follows = callID
        leg.event = event.event
        leg.queue = ByteText.equal(row.queue, "NONE") ? nil : queue(row.queue)
        leg.agent = agent(row.agent)
        leg.waitMs = event.waitMs
        switch event.event {
        case .entered: leg.direction = direction(of: event.caller)
        case .rang: break
        case .connected:
            leg.answeredAt = moment
            leg.startedAt = moment.adding(-wait)
        case .ended:
            leg.endedAt = moment
            leg.startedAt = moment.adding(-wait - talk)
            if event.outcome == .handled, event.talkMs != nil {
                leg.answeredAt = moment.adding(-talk)
            }
        }
        leg.talkMs = event.talkMs
        leg.isTransfer = event.isTransfer
        // A number of the outside is personal data.
        if let target = event.transferredTo, parties.party(of: target, isDialled: true).isInside {
            leg.transferredTo = target
        }
        return leg
    }

    /// The key of a record that has none of its own: equal lines are one record.
    private mutating func legID(of row: QueueLogRecord) -> String {
        text.removeAll(keepingCapacity: true)
        text.append(contentsOf: row.time)
        for value in [row.callID, row.queue, row.agent, row.event] { append(value) }
        for value in row.data.values { append(value) }
        var id = Array(row.callID)
        id.append(UInt8(ascii: "/"))
        text.withUnsafeBytes { digester.append($0, digits: 32, to: &id) }
        return String(decoding: id, as: UTF8.self)
    }

    private mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
        text.append(UInt8(ascii: "|"))
        text.append(contentsOf: value)
    }

    private mutating func queue(_ name: UnsafeBufferPointer<UInt8>) -> String {
        if let known = queues[name] { return known }
        let text = String(decoding: name, as: UTF8.self)
        queues.insert(text, for: name)
        return text
    }

    /// Only an extension rings from inside; whoever hides the number comes from outside.
    private mutating func direction(of caller: QueueLogEvent.Caller?) -> Direction {
        switch caller.map({ parties.party($0.number) }) ?? .nobody {
        case .nobody, .withheld, .external: .inbound
        case .extension, .own, .service: .internal
        }
    }

    private mutating func agent(_ member: UnsafeBufferPointer<UInt8>) -> String? {
        if let known = agents[member] { return known }
        let agent = Self.agent(member, parties)
        agents.insert(agent, for: member)
        return agent
    }

    /// A member by its telephone or by its name; never a telephone outside.
    private static func agent(
        _ member: UnsafeBufferPointer<UInt8>, _ parties: PartyReader
    ) -> String? {
        if member.isEmpty || ByteText.equal(member, "NONE") { return nil }
        let channel = ChannelName(ChannelName.withoutSerial(member))
        let name =
            channel.map { $0.isTrunk ? "" : $0.endpoint }
            ?? String(decoding: member, as: UTF8.self)
        switch parties.party(of: name) {
        case .extension, .service: return name
        case .nobody, .withheld, .own, .external: return nil
        }
    }

    private mutating func identifiers(of caller: QueueLogEvent.Caller) -> [Identifier] {
        guard case .external(let number) = parties.party(caller.number) else { return [] }
        let phone = number.map { Identifier(.phone, normalized: $0) }
        let name =
            caller.name.isEmpty
            ? nil : normalizer.name(String(decoding: caller.name, as: UTF8.self))
        return [phone, name].compactMap { $0 }
    }
}
