import ConnectorKit
import JourneyModel

/// Reads call records, one row a leg.
struct AsteriskReader: RecordReader {
    private let source: String
    private let options: AsteriskOptions
    private let clock: AsteriskClock
    private let normalizer: IdentifierNormalizer
    private let parties: PartyReader
    private let directions: AsteriskDirection
    /// From a header row; it outranks the shape of a row.
    private var headerLayout: AsteriskLayout?
    var columns = UnknownColumns()
    private var splitter = CSVRow()

    init(
        source: String, options: AsteriskOptions, clock: AsteriskClock, region: String?,
        header: [String]?
    ) {
        self.source = source
        self.options = options
        self.clock = clock
        normalizer = IdentifierNormalizer(region: region)
        parties = PartyReader(options: options, normalizer: normalizer)
        directions = AsteriskDirection(
            all: options.direction, byContext: options.directionByContext)
        headerLayout = header.flatMap { AsteriskLayout.header($0) }
        if let header, headerLayout != nil { columns.begin(header) }
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        try splitter.split(record)
        let fields = (0..<splitter.count).map { splitter.text($0) }
        if let header = AsteriskLayout.header(fields) {
            headerLayout = header
            columns.begin(fields)
            batch.ignored += 1
            return
        }
        let row = AsteriskRow(fields: fields, layout: try layout(of: fields))
        columns.count()
        let moments = try clock.moments(of: try row.times)
        let leg = try self.leg(of: row, moments, record, index: batch.record)
        batch.legs.append(leg)
        appendEvidence(of: row, leg: leg, to: &batch)
    }

    private func layout(of fields: [String]) throws(Rejection) -> AsteriskLayout {
        if let fixed = options.layout ?? headerLayout {
            guard fixed.count == fields.count else {
                throw Rejection(
                    .fieldCount,
                    "The row has \(fields.count) fields, its columns are \(fixed.count).")
            }
            return fixed
        }
        guard let layout = AsteriskLayout.determined(by: fields) else {
            throw Rejection(
                .fieldCount,
                "The row has \(fields.count) fields in no known order of call records;"
                    + " name their order with --option columns=.")
        }
        return layout
    }

    private func leg(
        of row: AsteriskRow, _ moments: AsteriskClock.Moments, _ record: UnsafeRawBufferPointer,
        index: UInt32
    ) throws(Rejection) -> ContactLeg {
        let view = view(of: row)
        let direction = directions.direction(of: view)
        let disposition = try row.disposition()
        let outcome = AsteriskOutcome(
            direction: direction, disposition: disposition, application: view.application,
            hasOtherSide: view.hasOtherSide,
            duration: moments.end.map { ($0 - moments.start) / 1_000 }
        ).value
        let key = AsteriskKey(row: row, source: source)
        var leg = ContactLeg(
            record: index, callID: key.callID, legID: key.legID(of: record), direction: direction,
            startedAt: moments.start, outcome: outcome)
        leg.endedAt = moments.end
        if !row[.uniqueid].isEmpty, row[.uniqueid] != key.callID { leg.channelID = row[.uniqueid] }
        if outcome == .handled {
            let billed = try row.milliseconds(.billsec)
            leg.talkMs = billed
            leg.answeredAt = moments.answer
            // Tables without an answer column still say how long was talked.
            if !row.has(.answer), let billed, let end = moments.end {
                leg.answeredAt = max(moments.start, end.adding(-billed * 1_000))
            }
        }
        leg.queue = CallQueue.name(
            application: view.application, data: row[.lastdata], context: view.context)
        leg.agent = agent(on: direction == .outbound ? view.channel : view.dstchannel)
        let dialled = row[.dst]
        // A number of the outside is personal data and stays in the evidence.
        if view.destination.isInside { leg.dialled = dialled }
        leg.sequence = Int64(row[.sequence])
        return leg
    }

    private func view(of row: AsteriskRow) -> AsteriskDirection.Leg {
        AsteriskDirection.Leg(
            source: caller(of: row).party,
            destination: parties.party(row[.dst], isDialled: true),
            context: row[.dcontext], application: AsteriskApplication(row[.lastapp]),
            channel: ChannelName(row[.channel]), dstchannel: ChannelName(row[.dstchannel]),
            hasOtherSide: !row[.dstchannel].isEmpty, hasDID: !row[.did].isEmpty)
    }

    /// FreePBX keeps the caller's number apart where `src` was overwritten.
    private func caller(of row: AsteriskRow) -> (party: Party, text: String) {
        let source = parties.party(row[.src])
        if !source.isExternal {
            let number = parties.party(row[.cnum])
            if number.isExternal { return (number, row[.cnum]) }
        }
        return (source, row[.src])
    }

    /// A long number behind a channel is a telephone outside, not an agent.
    private func agent(on channel: ChannelName?) -> String? {
        guard let channel, !channel.isTrunk else { return nil }
        switch parties.party(channel.endpoint) {
        case .extension: return channel.endpoint
        case .service: return channel.endpoint.contains { $0.isLetter } ? channel.endpoint : nil
        case .nobody, .withheld, .own, .external: return nil
        }
    }
}

extension AsteriskReader {
    private func appendEvidence(of row: AsteriskRow, leg: ContactLeg, to batch: inout RecordBatch) {
        if leg.direction == .internal { return }
        var ordinal: Int16 = 0
        func add(_ identifier: Identifier, _ role: EvidenceRole) {
            batch.evidence.append(
                Evidence(
                    record: leg.record, subject: .leg(callID: leg.callID, legID: leg.legID),
                    identifier: identifier, role: role, ordinal: ordinal, seenAt: leg.startedAt))
            ordinal += 1
        }
        for identifier in customer(of: row, direction: leg.direction) { add(identifier, .own) }
        if options.accountcodeIsAccount {
            if let login = normalizer.account(row[.accountcode]) {
                add(login.account, .own)
                if let email = login.email { add(email, .own) }
            }
        }
        var references = CallReferences.references(in: row[.userfield], readsPlainCodes: true)
        references += CallReferences.references(in: row[.accountcode], readsPlainCodes: false)
            .filter { !references.contains($0) }
        for reference in references {
            switch reference {
            case .contact(let id): add(Identifier(.contact, normalized: id), .quoted)
            case .code(let code): add(Identifier(.reference, normalized: code), .quoted)
            }
        }
    }

    /// Number and name of the side that is the customer; empty when it cannot be told.
    private func customer(of row: AsteriskRow, direction: Direction) -> [Identifier] {
        switch direction {
        case .inbound:
            let caller = caller(of: row)
            guard case .external(let number) = caller.party else { return [] }
            var found = [number.map { Identifier(.phone, normalized: $0) }].compactMap { $0 }
            let stated = CallerName.name(ofCallerID: row[.clid])
            if let name = normalizer.name(stated.isEmpty ? row[.cnam] : stated) {
                found.append(name)
            }
            return found
        case .outbound:
            guard case .external(let number?) = parties.party(row[.dst], isDialled: true) else {
                return []
            }
            return [Identifier(.phone, normalized: number)]
        case .internal, .unknown: return []
        }
    }
}
