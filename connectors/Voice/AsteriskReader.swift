import ConnectorKit
import JourneyModel

/// Reads call records, one row a leg.
struct AsteriskReader: RecordReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// What one row says of its two sides.
    private struct Sides {
        var leg: AsteriskDirection.Leg
        var disposition: AsteriskDisposition
        var direction: Direction
    }

    private let options: AsteriskOptions
    private var clock: AsteriskClock
    private let normalizer: IdentifierNormalizer
    private var parties: PartyReader
    private let directions: AsteriskDirection
    private var keys: AsteriskKeys
    /// From a header row; it outranks the shape of a row.
    private var headerLayout: AsteriskLayout?
    var columns = UnknownColumns()
    private var splitter = CSVRow()
    private var applications = ByteCache<AsteriskApplication>(limit: 1_024)
    private var queues = CallQueue()
    private var endpoints = EndpointReader()
    private var names: CallerNameReader
    private var accountReferences = ByteCache<[CallReferences.Reference]>()

    init(
        source: String, options: AsteriskOptions, clock: AsteriskClock, region: String?,
        header: [String]?
    ) {
        self.options = options
        self.clock = clock
        normalizer = IdentifierNormalizer(region: region)
        parties = PartyReader(options: options, normalizer: normalizer)
        names = CallerNameReader(normalizer: normalizer)
        keys = AsteriskKeys(source: source)
        directions = AsteriskDirection(
            all: options.direction, byContext: options.directionByContext)
        headerLayout = header.flatMap { AsteriskLayout.header($0) }
        if let header, headerLayout != nil { columns.begin(header) }
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        try splitter.split(record)
        guard let layout = try layout(of: splitter) else {
            batch.ignored += 1
            return
        }
        let row = AsteriskRow(fields: splitter, layout: layout)
        columns.count()
        let moments = try clock.moments(of: try row.times)
        let sides = try sides(of: row)
        let leg = try leg(of: row, sides, moments, record, index: batch.record)
        batch.legs.append(leg)
        if leg.direction != .internal { appendEvidence(of: row, sides, leg: leg, to: &batch) }
    }

    /// The layout of a row of data; `nil` for a header row, whose layout is kept.
    private mutating func layout(of row: CSVRow) throws(Rejection) -> AsteriskLayout? {
        if let fixed = options.layout ?? headerLayout {
            if fixed.count == row.count, fixed.fits(row) { return fixed }
        } else if let layout = AsteriskLayout.determined(by: row) {
            return layout
        }
        if let header = AsteriskLayout.header(row) {
            headerLayout = header
            columns.begin((0..<row.count).map { row.text($0) })
            return nil
        }
        guard let fixed = options.layout ?? headerLayout else {
            if let likely = AsteriskLayout.likely(of: row) {
                try AsteriskRow(fields: row, layout: likely).check()
            }
            throw Rejection(
                .fieldCount,
                "The row has \(row.count) fields in no known order of call records;"
                    + " name their order with --option columns=.")
        }
        guard fixed.count == row.count else {
            throw Rejection(
                .fieldCount, "The row has \(row.count) fields, its columns are \(fixed.count).")
        }
        return fixed
    }

    private mutating func sides(of row: AsteriskRow) throws(Rejection) -> Sides {
        let dstchannel = row[.dstchannel]
        let leg = AsteriskDirection.Leg(
            source: caller(of: row), destination: parties.party(row[.dst], isDialled: true),
            context: row[.dcontext], application: application(row[.lastapp]),
            channel: endpoints.endpoint(row[.channel], parties),
            dstchannel: endpoints.endpoint(dstchannel, parties),
            hasOtherSide: !dstchannel.isEmpty, hasDID: !row[.did].isEmpty)
        return Sides(
            leg: leg, disposition: try row.disposition(), direction: directions.direction(of: leg))
    }

    /// FreePBX keeps the caller's number apart where `src` was overwritten.
    private mutating func caller(of row: AsteriskRow) -> Party {
        let source = parties.party(row[.src])
        if source.isExternal { return source }
        let number = parties.party(row[.cnum])
        return number.isExternal ? number : source
    }

    private mutating func application(_ name: Bytes) -> AsteriskApplication {
        if let known = applications[name] { return known }
        let application = AsteriskApplication(String(decoding: name, as: UTF8.self))
        applications.insert(application, for: name)
        return application
    }

    private mutating func leg(
        of row: AsteriskRow, _ sides: Sides, _ moments: AsteriskClock.Moments,
        _ record: UnsafeRawBufferPointer, index: UInt32
    ) throws(Rejection) -> ContactLeg {
        let outcome = AsteriskOutcome(
            direction: sides.direction, disposition: sides.disposition,
            application: sides.leg.application, hasOtherSide: sides.leg.hasOtherSide,
            duration: moments.end.map { ($0 - moments.start) / 1_000 }
        ).value
        let unique = row[.uniqueid]
        var leg = ContactLeg(
            record: index, callID: keys.callID(of: row), legID: keys.legID(of: row, record),
            direction: sides.direction, startedAt: moments.start, outcome: outcome)
        leg.endedAt = moments.end
        if !unique.isEmpty, !row[.linkedid].isEmpty, !ByteText.equal(unique, row[.linkedid]) {
            leg.channelID = String(decoding: unique, as: UTF8.self)
        }
        if outcome == .handled {
            let billed = try row.milliseconds(.billsec)
            leg.talkMs = billed
            leg.answeredAt = moments.answer
            // Tables without an answer column still say how long was talked.
            if !row.has(.answer), let billed, let end = moments.end {
                leg.answeredAt = max(moments.start, end.adding(-billed * 1_000))
            }
        }
        leg.queue = queues.name(
            application: sides.leg.application, data: row[.lastdata], context: sides.leg.context)
        let staff = sides.direction == .outbound ? sides.leg.channel : sides.leg.dstchannel
        leg.agent = staff?.agent
        // A number of the outside is personal data and stays in the evidence.
        if sides.leg.destination.isInside { leg.dialled = row.text(.dst) }
        leg.sequence = WholeNumber.of(row[.sequence])
        return leg
    }
}

extension AsteriskReader {
    private mutating func appendEvidence(
        of row: AsteriskRow, _ sides: Sides, leg: ContactLeg, to batch: inout RecordBatch
    ) {
        let subject = Evidence.Subject.leg(callID: leg.callID, legID: leg.legID)
        var ordinal: Int16 = 0
        func add(_ identifier: Identifier?, _ role: EvidenceRole) {
            guard let identifier else { return }
            batch.evidence.append(
                Evidence(
                    record: leg.record, subject: subject, identifier: identifier, role: role,
                    ordinal: ordinal, seenAt: leg.startedAt))
            ordinal += 1
        }
        // The side that is the customer; of unknown direction it cannot be told.
        if leg.direction == .inbound, case .external(let number) = sides.leg.source {
            add(number.map { Identifier(.phone, normalized: $0) }, .own)
            add(names.name(ofCallerID: row[.clid], else: row[.cnam]), .own)
        } else if leg.direction == .outbound, case .external(let number) = sides.leg.destination {
            add(number.map { Identifier(.phone, normalized: $0) }, .own)
        }
        if options.accountcodeIsAccount, let login = normalizer.account(row.text(.accountcode)) {
            add(login.account, .own)
            add(login.email, .own)
        }
        for reference in references(of: row) {
            switch reference {
            case .contact(let id): add(Identifier(.contact, normalized: id), .quoted)
            case .code(let code): add(Identifier(.reference, normalized: code), .quoted)
            }
        }
        if leg.direction == .inbound, !row[.did].isEmpty {
            add(normalizer.companyNumber(row.text(.did)), .click)
        }
    }

    private mutating func references(of row: AsteriskRow) -> [CallReferences.Reference] {
        let account = references(ofAccount: row[.accountcode])
        let field = row[.userfield]
        if field.isEmpty { return account }
        let found = CallReferences.references(
            in: String(decoding: field, as: UTF8.self), readsPlainCodes: true)
        return found + account.filter { !found.contains($0) }
    }

    private mutating func references(ofAccount code: Bytes) -> [CallReferences.Reference] {
        if code.isEmpty { return [] }
        if let known = accountReferences[code] { return known }
        let found = CallReferences.references(
            in: String(decoding: code, as: UTF8.self), readsPlainCodes: false)
        accountReferences.insert(found, for: code)
        return found
    }
}
