import ConnectorKit
import JourneyModel

/// Reads queue logs, one event a record. Which visit an event belongs to, and what became of the
/// call, is found from all its events, since a log is read in pieces.
struct QueueLogReader: RecordReader {
    private let normalizer: IdentifierNormalizer
    private let parties: PartyReader
    private let resolver: LocalTimeResolver?
    /// Of an export of the table.
    private var columns: QueueLogColumns?
    private var splitter = CSVRow()

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
        self.resolver = resolver
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        let fields = try Self.split(record, with: &splitter)
        let isLine = Self.isLine(record)
        if !isLine, let header = QueueLogColumns(header: fields) {
            columns = header
            batch.ignored += 1
            return
        }
        let row = try QueueLogRecord(
            fields: fields, columns: isLine ? nil : try table(of: fields))
        guard !row.event.isEmpty else {
            throw Rejection(.missingField, field: "event", "The record names no event.")
        }
        let moment = try moment(of: row)
        guard !Self.nobody.contains(row.callID.uppercased()), let event = try QueueLogEvent.of(row)
        else {
            batch.ignored += 1
            return
        }
        guard row.callID.utf8.count <= Limits.identifierBytes else {
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

    /// A line of the file, told by its separator: no table has one before its first comma.
    static func isLine(_ record: UnsafeRawBufferPointer) -> Bool {
        let first = record.first { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ",") }
        return first == UInt8(ascii: "|")
    }

    static func split(
        _ record: UnsafeRawBufferPointer, with splitter: inout CSVRow
    ) throws(Rejection) -> [String] {
        guard isLine(record) else {
            try splitter.split(record)
            return (0..<splitter.count).map { splitter.text($0) }
        }
        guard record.count <= Limits.valueBytes else {
            throw Rejection(.tooLong, "The line is longer than \(Limits.valueBytes) bytes.")
        }
        guard !record.contains(0) else {
            throw Rejection(.nulByte, "The line holds a NUL character; remove it.")
        }
        guard let line = String(validating: record, as: UTF8.self) else {
            throw Rejection(
                .badEncoding,
                "The line is not valid UTF-8; export it as UTF-8 or name its encoding.")
        }
        return line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }

    private mutating func table(of fields: [String]) throws(Rejection) -> QueueLogColumns {
        if let columns { return columns }
        guard let found = QueueLogColumns(row: fields) else {
            throw Rejection(
                .wrongShape,
                "This is neither a line time|callid|queue|agent|event nor a row of the table"
                    + " queue_log; export the table with its header.")
        }
        return found
    }

    private func moment(of row: QueueLogRecord) throws(Rejection) -> Timestamp {
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
    private func localMoment(of row: QueueLogRecord) throws(Rejection) -> Timestamp? {
        guard RowShape.isTime(row.time) else { return nil }
        guard let resolver else {
            throw Rejection(
                .badTime, field: "time",
                "The table holds local times: give --time-zone, such as Europe/Berlin,"
                    + " or --option gmt=yes.")
        }
        switch resolver.parse(row.time) {
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
    private func leg(
        of row: QueueLogRecord, _ event: QueueLogEvent, at moment: Timestamp, index: UInt32
    ) -> ContactLeg {
        let wait = (event.waitMs ?? 0) * 1_000
        let talk = (event.talkMs ?? 0) * 1_000
        var leg = ContactLeg(
            record: index, callID: row.callID, legID: row.legID, direction: .unknown,
            startedAt: moment, outcome: event.outcome)
        leg.follows = row.callID
        leg.event = event.event
        leg.queue = row.queue == "NONE" ? nil : row.queue
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
        if let target = event.transferredTo, parties.party(target, isDialled: true).isInside {
            leg.transferredTo = target
        }
        return leg
    }

    /// Only an extension rings from inside; whoever hides the number comes from outside.
    private func direction(of caller: QueueLogEvent.Caller?) -> Direction {
        switch parties.party(caller?.number ?? "") {
        case .nobody, .withheld, .external: .inbound
        case .extension, .own, .service: .internal
        }
    }

    /// A member by its telephone or by its name; never a telephone outside.
    private func agent(_ member: String) -> String? {
        if member.isEmpty || member == "NONE" { return nil }
        let name = ChannelName(member).map { $0.isTrunk ? "" : $0.endpoint } ?? member
        switch parties.party(name) {
        case .extension, .service: return name
        case .nobody, .withheld, .own, .external: return nil
        }
    }

    private func identifiers(of caller: QueueLogEvent.Caller) -> [Identifier] {
        guard case .external(let number) = parties.party(caller.number) else { return [] }
        let phone = number.map { Identifier(.phone, normalized: $0) }
        return [phone, normalizer.name(caller.name)].compactMap { $0 }
    }
}
