import ConnectorKit
import JourneyModel

/// The columns of a web event.
extension SnowplowReader {
    /// `event_id`, which the tracker or the collector gives; in lower case.
    func appendID(to batch: inout RecordBatch) throws(Rejection) -> RecordBatch.Text {
        guard let id = value(Column.eventID), !Placeholder.matches(id) else {
            throw Rejection(
                .missingField, field: "event_id", "The event has no event_id in column 7.")
        }
        guard id.count <= Limits.identifierBytes else {
            throw Rejection(
                .badValue, field: "event_id",
                "event_id is longer than \(Limits.identifierBytes) bytes.")
        }
        return BrowserID.isUUID(id) ? batch.append(lowering: id) : batch.append(bytes: id)
    }

    /// When it happened: what the tracker was told (`true_tstamp`), else the corrected time
    /// (`derived_tstamp`), else the collector's time less what the browser held the event back,
    /// else the collector's time.
    ///
    /// All are UTC. A time before 1995 comes from a clock that was never set and counts as absent.
    func occurredAt() throws(Rejection) -> Timestamp {
        guard let collected = try time(Column.collectorTime, "collector_tstamp") else {
            throw Rejection(
                .missingField, field: "collector_tstamp",
                "The event has no usable collector_tstamp in column 4.")
        }
        if let stated = try time(Column.trueTime, "true_tstamp") { return stated }
        if let derived = try time(Column.derivedTime, "derived_tstamp") { return derived }
        guard let created = try time(Column.createdTime, "dvce_created_tstamp"),
            let sent = try time(Column.sentTime, "dvce_sent_tstamp"), sent >= created
        else { return collected }
        return Timestamp(microseconds: collected.microseconds - (sent - created))
    }

    private func time(_ column: Int, _ field: String) throws(Rejection) -> Timestamp? {
        guard let bytes = value(column) else { return nil }
        guard let written = TimeParser.written(bytes) else {
            throw Rejection(
                .badTime, field: field,
                "\(field) is not a UTC time such as 2024-05-31 14:05:00.000.")
        }
        let offset = Int64(written.offset ?? 0) * 1_000_000
        let moment = Timestamp(microseconds: written.civil.utc.microseconds - offset)
        return TimeParser.isPlausible(moment) ? moment : nil
    }

    func appendPage(to event: inout WebEvent, _ batch: inout RecordBatch) throws(Rejection) {
        if let url = value(Column.pageURL) {
            event.url = try batch.append(url: url, field: "page_url")
        } else if let host = value(Column.pageHost) {
            event.url = try appendURL(host: host, to: &batch)
        }
        if let referrer = value(Column.pageReferrer) {
            event.referrer = try batch.append(url: referrer, field: "page_referrer")
        }
        if let title = value(Column.pageTitle) {
            event.title = try batch.append(text: title, field: "page_title")
        }
        if let campaign = value(Column.mktCampaign) ?? value(Column.mktSource) {
            event.campaign = try batch.append(text: campaign, field: "mkt_campaign")
        } else if let url = value(Column.pageURL) {
            event.campaign = PageURL.appendCampaign(of: url, to: &batch)
        }
    }

    /// The address from its parts, for rows without `page_url`.
    private func appendURL(
        host: Bytes, to batch: inout RecordBatch
    ) throws(Rejection) -> RecordBatch.Text {
        var url = Array((value(Column.pageScheme) ?? Self.nothing)) + Array("://".utf8)
        if url.count == 3 { url = Array("https://".utf8) }
        url += Array(host) + Array(value(Column.pagePath) ?? Self.nothing)
        if let query = value(Column.pageQuery) { url += [UInt8(ascii: "?")] + Array(query) }
        return try url.withUnsafeBufferPointer { bytes throws(Rejection) in
            try batch.append(url: bytes, field: "page_url")
        }
    }

    /// Category and action of a structured event, else the name of the schema, else the type.
    func appendName(
        _ kind: SnowplowKind, to batch: inout RecordBatch
    ) throws(Rejection) -> RecordBatch.Text {
        guard kind == .structured else {
            let name = value(Column.eventName) ?? value(Column.event) ?? Self.nothing
            return try batch.append(text: name, field: "event_name")
        }
        guard let action = value(Column.structAction) else {
            throw Rejection(
                .missingField, field: "se_action", "A struct event has no se_action in column 55.")
        }
        guard let category = value(Column.structCategory) else {
            return try batch.append(text: action, field: "se_action")
        }
        let name = Array(category) + [0x20] + Array(action)
        return try name.withUnsafeBufferPointer { bytes throws(Rejection) in
            try batch.append(text: bytes, field: "se_action")
        }
    }

    func appendDevice(to event: inout WebEvent) {
        let agent = agents.classify(value(Column.userAgent))
        event.isBot = agent.isBot || isRobot
        if event.isBot { return }
        event.device = agent.device == .unknown ? statedDevice : agent.device
    }

    /// What the pipeline's own enrichments say: the IAB list, YAUAA, or the old browser column.
    private var isRobot: Bool {
        if ByteText.equalIgnoringCase(row[Column.browserType], "robot") { return true }
        let contexts = row[Column.derivedContexts]
        var from = 0
        while let place = ByteText.firstIndex(of: "Robot", in: contexts, from: from) {
            let rest = Bytes(rebasing: contexts[place...])
            if ByteText.hasPrefix(rest, "robot\":true") || ByteText.hasPrefix(rest, "robot\": true")
            {
                return true
            }
            let head = Bytes(rebasing: contexts[..<place])
            if head.suffix(15).elementsEqual("\"deviceClass\":\"".utf8) { return true }
            from = place + 5
        }
        return false
    }

    private var statedDevice: Device {
        let type = row[Column.deviceType]
        if ByteText.equalIgnoringCase(type, "computer") { return .desktop }
        if ByteText.equalIgnoringCase(type, "tablet") { return .tablet }
        if ByteText.equalIgnoringCase(type, "mobile") || ByteText.equal(row[Column.isMobile], "1")
            || ByteText.equal(row[Column.platform], "mob")
        {
            return .mobile
        }
        return .unknown
    }
}
