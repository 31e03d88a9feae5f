import ConnectorKit
import JourneyModel

/// The columns of a web event.
extension SegmentReader {
    /// When it happened: `timestamp`, which the platform has corrected by the client's clock; else
    /// corrected here; else the best time there is.
    ///
    /// Times before 1995 come from clocks that were never set and count as absent; a time without
    /// offset is UTC, as in the platform's own exports.
    func occurredAt(_ inherited: Inherited) throws(Rejection) -> Timestamp {
        if let stated = try time(root[Root.timestamp], "timestamp") { return stated }
        let created = try time(root[Root.originalTimestamp], "originalTimestamp")
        let sent = try time(root[Root.sentAt] ?? inherited.sentAt, "sentAt")
        let received = try time(root[Root.receivedAt] ?? inherited.receivedAt, "receivedAt")
        if let created, let sent, let received {
            return Timestamp(microseconds: received.microseconds - (sent - created))
        }
        guard let best = created ?? sent ?? received else {
            throw Rejection(.badTime, field: "timestamp", "The event has no usable time.")
        }
        return best
    }

    private func time(_ value: JSONValue?, _ field: String) throws(Rejection) -> Timestamp? {
        guard let value = value?.nonEmpty else { return nil }
        guard let bytes = value.utf8, let written = TimeParser.written(bytes) else {
            throw Rejection(
                .badTime, field: field,
                "\(field) is not an ISO 8601 time such as 2024-05-31T14:05:00.000Z.")
        }
        let offset = Int64(written.offset ?? 0) * 1_000_000
        let moment = Timestamp(microseconds: written.civil.utc.microseconds - offset)
        return TimeParser.isPlausible(moment) ? moment : nil
    }

    /// `messageId`; without one the digest of the event, so that a second delivery is the same.
    func appendID(
        of record: UnsafeRawBufferPointer, _ inherited: Inherited, to batch: inout RecordBatch
    ) throws(Rejection) -> RecordBatch.Text {
        if let id = root[Root.messageId]?.nonEmpty, let bytes = id.utf8 {
            let trimmed = ByteText.trimmed(bytes)
            if !Placeholder.matches(trimmed) {
                guard trimmed.count <= Limits.identifierBytes else {
                    throw Rejection(
                        .badValue, field: "messageId",
                        "messageId is longer than \(Limits.identifierBytes) bytes.")
                }
                return batch.append(bytes: trimmed)
            }
        } else if let text = root[Root.messageId]?.text, !Placeholder.matches(text) {
            return batch.append(text: text.utf8)
        }
        let event = inherited.isOfBody ? withoutBody(record) : record
        return batch.append(text: ContentDigest.sha256Hex(event).utf8)
    }

    /// The event alone, but for one without a time of its own: delivered again in another body it
    /// would be another event.
    private func withoutBody(_ record: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let times = [Root.timestamp, Root.originalTimestamp, Root.sentAt, Root.receivedAt]
        let isTimed = times.contains { root[$0]?.nonEmpty != nil }
        guard isTimed, let body = JSONBody(record, key: Segment.bodyKey),
            let event = body.records.first
        else { return record }
        return UnsafeRawBufferPointer(rebasing: record[event])
    }

    func appendPage(to event: inout WebEvent, _ batch: inout RecordBatch) throws(Rejection) {
        let url =
            properties[Properties.url]?.nonEmpty ?? page[Page.url]?.nonEmpty
            ?? properties[Properties.path]?.nonEmpty ?? page[Page.path]?.nonEmpty
        let referrer = properties[Properties.referrer]?.nonEmpty ?? page[Page.referrer]?.nonEmpty
        event.url = try batch.append(url: url, field: "url")
        event.referrer = try batch.append(url: referrer, field: "referrer")
        let title = properties[Properties.title]?.nonEmpty ?? page[Page.title]?.nonEmpty
        let name = event.kind == .page ? root[Root.name]?.nonEmpty : nil
        event.title = try batch.append(text: title ?? name, field: "title")
        let campaign = inContext(Context.campaign)
        if let name = campaign?["name"]?.nonEmpty ?? campaign?["source"]?.nonEmpty {
            event.campaign = try batch.append(text: name, field: "campaign")
        } else if let url = url?.utf8 {
            event.campaign = PageURL.appendCampaign(of: url, to: &batch)
        }
    }

    /// `anonymousId` in the form that other systems know it by; empty for nobody.
    func appendBrowser(to batch: inout RecordBatch) -> RecordBatch.Text {
        guard let value = root[Root.anonymousId] else { return .empty }
        if let raw = value.utf8 { return identity.append(browser: raw, to: &batch) }
        guard var text = value.text else { return .empty }
        return text.withUTF8 { identity.append(browser: $0, to: &batch) }
    }

    /// `userId`, and the e-mail address that it may be.
    func appendAccount(
        to event: inout WebEvent, _ batch: inout RecordBatch
    ) -> Identifier? {
        guard let value = root[Root.userId] else { return nil }
        if let raw = value.utf8 { return identity.append(account: raw, to: &event, &batch) }
        return value.text.flatMap { identity.append(account: $0, to: &event, &batch) }
    }
}
