import ConnectorKit
import JourneyModel

/// Reads lines of access logs; those that show no page are counted and left out.
struct AccessLogReader: RecordReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private let identity: WebIdentity
    private let choices: AccessLogChoices
    private let agents: UserAgentCache
    private let digester = ContentDigester()
    private var line = AccessLogLine()
    private var layout = AccessLogLayout()
    /// Number of fields that a line has whose time is its fourth and whose layout this is.
    private var usualCount = 0
    /// What the last line's time says: neighbours mostly share their second.
    private var lastTime: (text: [UInt8], time: AccessLogTime)?
    /// Bytes being put together.
    private var scratch: [UInt8] = []

    init(identity: WebIdentity, bots: BotList, choices: AccessLogChoices) {
        self.identity = identity
        self.choices = choices
        agents = UserAgentCache(bots: bots)
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        let bytes = record.bindMemory(to: UInt8.self)
        guard ByteText.firstIndex(of: 0, in: bytes) == nil else {
            throw Rejection(.nulByte, "The line holds a NUL character; remove it.")
        }
        guard ByteText.isUTF8(bytes) else {
            throw Rejection(.badEncoding, "The line is not valid UTF-8; name its encoding.")
        }
        try line.split(bytes)
        try findLayout()
        let time = try time()
        guard let status = layout.status.flatMap({ AccessLogRequest.status(line[$0]) }) else {
            throw Rejection(
                .badNumber, field: "status", "The status is not a number of three digits.")
        }
        guard let request, request.isPage(status: status, ignoring: choices.ignored) else {
            batch.ignored += 1
            return
        }
        let before = BatchMark(batch)
        do {
            try append(request, at: time, of: record, to: &batch)
        } catch {
            before.restore(&batch)
            throw error
        }
    }

    private mutating func findLayout() throws(Rejection) {
        guard let given = choices.layout else {
            let isUsual = line.firstBracketed == 3
            if isUsual, line.count == usualCount { return }
            layout = try AccessLogLayout.of(line)
            usualCount = isUsual ? line.count : 0
            return
        }
        guard line.count >= given.count else {
            throw Rejection(
                .fieldCount, "The line has \(line.count) fields, the format has \(given.count).")
        }
        layout = given
    }

    private mutating func time() throws(Rejection) -> AccessLogTime {
        let text = layout.time.map { line[$0] } ?? Bytes(start: nil, count: 0)
        if let last = lastTime, last.text.withUnsafeBufferPointer({ ByteText.equal($0, text) }) {
            return last.time
        }
        guard let time = AccessLogTime(text) else {
            throw Rejection(
                .badTime, field: "time", "The time is not one such as 10/Oct/2000:13:55:36 -0700.")
        }
        lastTime = (Array(text), time)
        return time
    }

    private var request: AccessLogRequest? {
        if let place = layout.request { return AccessLogRequest(line[place]) }
        return layout.target.map {
            AccessLogRequest(method: layout.method.map { line[$0] }, target: line[$0])
        }
    }

    private mutating func append(
        _ request: AccessLogRequest, at time: AccessLogTime, of record: UnsafeRawBufferPointer,
        to batch: inout RecordBatch
    ) throws(Rejection) {
        var event = WebEvent(
            record: batch.record, kind: .page, id: digester.append(record, to: &batch),
            occurredAt: time.moment)
        try appendPage(request, to: &event, &batch)
        let agent = layout.agent.map { line[$0] }
        // A browser always says what it is.
        let isSilent = layout.agent.map { line.isNothing($0) } ?? false
        let known = agents.classify(agent)
        event.isBot = known.isBot || isSilent
        event.device = event.isBot ? .unknown : known.device
        event.browser = appendBrowser(agent, day: time.day, to: &batch)
        let login = layout.user.flatMap {
            identity.append(account: line[$0], to: &event, &batch)
        }
        batch.webEvents.append(event)
        if let login {
            let id = String(decoding: batch.arena[event.id.range], as: UTF8.self)
            batch.append([login], of: .webEvent(id: id), role: .own, seenAt: event.occurredAt)
        }
    }

    private mutating func appendPage(
        _ request: AccessLogRequest, to event: inout WebEvent, _ batch: inout RecordBatch
    ) throws(Rejection) {
        scratch.removeAll(keepingCapacity: true)
        var target = request.target
        if target.first == UInt8(ascii: "/") {
            appendHost()
            // Slashes in front would read like a host.
            while target.count >= 2, target[1] == UInt8(ascii: "/") {
                target = Bytes(rebasing: target[1...])
            }
        }
        AccessLogText.append(target, to: &scratch)
        if let query = layout.query, !line.isNothing(query) {
            if line[query].first != UInt8(ascii: "?") { scratch.append(UInt8(ascii: "?")) }
            AccessLogText.append(line[query], to: &scratch)
        }
        event.url = try append(url: scratch, field: "request", to: &batch)
        event.campaign = scratch.withUnsafeBufferPointer {
            PageURL.appendCampaign(of: $0, to: &batch)
        }
        guard let referrer = layout.referrer, !line.isNothing(referrer) else { return }
        scratch.removeAll(keepingCapacity: true)
        AccessLogText.append(line[referrer], to: &scratch)
        event.referrer = try append(url: scratch, field: "referer", to: &batch)
    }

    private mutating func appendHost() {
        if !choices.site.isEmpty {
            scratch.append(contentsOf: choices.site)
        } else if let host = layout.host, !line.isNothing(host),
            line[host].contains(UInt8(ascii: "."))
        {
            scratch.append(contentsOf: "//".utf8)
            scratch.append(contentsOf: line[host])
        }
    }

    private func append(
        url: [UInt8], field: String, to batch: inout RecordBatch
    ) throws(Rejection) -> RecordBatch.Text {
        try url.withUnsafeBufferPointer { bytes throws(Rejection) in
            try batch.append(url: bytes, field: field)
        }
    }

    /// The cookie where the log has it; else whoever has this address and user agent on this day.
    ///
    /// An address is shared by many and changes, so it never tells a browser for longer than a day,
    /// and no other source knows this id.
    private mutating func appendBrowser(
        _ agent: Bytes?, day: Int64, to batch: inout RecordBatch
    ) -> RecordBatch.Text {
        if let cookie {
            let text = identity.append(browser: cookie, to: &batch)
            if !text.isEmpty { return text }
        }
        guard let client else { return .empty }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: client)
        scratch.append(0)
        scratch.append(contentsOf: agent ?? Bytes(start: nil, count: 0))
        scratch.append(0)
        withUnsafeBytes(of: day.littleEndian) { scratch.append(contentsOf: $0) }
        return scratch.withUnsafeBytes {
            digester.append($0, digits: 32, after: "ip:", to: &batch)
        }
    }

    private var cookie: Bytes? {
        if let place = layout.cookie, !line.isNothing(place) { return line[place] }
        guard let name = choices.cookie, let place = layout.cookies else { return nil }
        for pair in line[place].split(separator: UInt8(ascii: ";")) {
            let pair = ByteText.trimmed(Bytes(rebasing: pair))
            if pair.count > name.utf8.count, pair[name.utf8.count] == UInt8(ascii: "="),
                pair.starts(with: name.utf8)
            {
                return Bytes(rebasing: pair[(name.utf8.count + 1)...])
            }
        }
        return nil
    }

    /// The visitor's address: the first that proxies have passed on, else the peer's.
    private var client: Bytes? {
        if let place = layout.forwarded, !line.isNothing(place) {
            let first = line[place].prefix { $0 != UInt8(ascii: ",") }
            return ByteText.trimmed(Bytes(rebasing: first))
        }
        return layout.client.flatMap { line.isNothing($0) ? nil : line[$0] }
    }
}
