import ConnectorKit
import JourneyModel

/// The history of a Zendesk chat as events in time order.
///
/// Exports may hold it unsorted and with types of any age of the product; an entry of an unknown
/// type, or without a usable time, is passed over.
enum ZendeskHistory {
    static func events(_ history: JSONValue?) -> [ChatEvent] {
        var events: [ChatEvent] = []
        history?.forEachElement { entry in
            guard let at = ZendeskTime.moment(entry["timestamp"]) else { return }
            let party = party(entry["nick"]?.text ?? "")
            if let name = departmentName(entry) {
                events.append(
                    ChatEvent(
                        at: at, party: party,
                        kind: .department(name: name, isChange: changesDepartment(entry))))
            }
            if let kind = kind(entry) {
                events.append(ChatEvent(at: at, party: party, kind: kind))
            }
        }
        // Entries of one second keep the order they were written in.
        return events.enumerated().sorted { left, right in
            (left.element.at, left.offset) < (right.element.at, right.offset)
        }.map(\.element)
    }

    /// `visitor`, `visitor:…`, `agent:<id>`, `agent:trigger`, `agent:system`.
    static func party(_ nick: String) -> ChatParty {
        let parts = nick.split(separator: ":", maxSplits: 1).map { String($0) }
        guard let role = parts.first?.lowercased() else { return .system }
        let id = parts.count > 1 ? parts[1] : ""
        switch (role, id.lowercased()) {
        case ("visitor", _): return .visitor
        case ("agent", "trigger"), ("trigger", _): return .trigger
        case ("agent", "system"), ("agent", "api"), ("agent", ""): return .system
        case ("agent", let folded): return folded.contains("bot") ? .trigger : .agent(id: id)
        default: return .system
        }
    }

    private static func kind(_ entry: JSONValue) -> ChatEvent.Kind? {
        switch entry["type"]?.string {
        case "chat.memberjoin": return .join
        case "chat.memberleave": return .leave
        case "chat.msg":
            let text = entry["msg"]?.text ?? ""
            return text.isEmpty ? nil : .message(text)
        case "chat.rating": return .rating(rating(entry))
        case nil: return nil
        default: return .other
        }
    }

    /// `new_rating` says what it is now, `null` when it was taken back; old entries lack it.
    private static func rating(_ entry: JSONValue) -> String {
        var hasNew = false
        entry.forEachMember { key, _ in
            if ByteText.equal(key, "new_rating") { hasNew = true }
        }
        return entry[named: hasNew ? "new_rating" : "rating"]?.string ?? ""
    }

    private static func departmentName(_ entry: JSONValue) -> String? {
        let name = entry["department_name"]?.text ?? ""
        if !name.isEmpty { return name }
        return changesDepartment(entry) ? entry["department_id"]?.text : nil
    }

    private static func changesDepartment(_ entry: JSONValue) -> Bool {
        guard let before = entry["prev_department_id"]?.text, !before.isEmpty, before != "0",
            let after = entry["department_id"]?.text, !after.isEmpty
        else { return false }
        return before != after
    }
}

/// Times of Zendesk: RFC 3339 in UTC, in old exports seconds since 1970.
enum ZendeskTime {
    static func moment(_ value: JSONValue?) -> Timestamp? {
        guard let value else { return nil }
        if let bytes = value.utf8 { return TimeParser.rfc3339(bytes) }
        return value.int.map { Timestamp(seconds: $0) }
    }

    /// A required or optional time of the record itself; nil when absent or blank.
    static func stated(_ value: JSONValue?, field: String) throws(Rejection) -> Timestamp? {
        guard let value, value.string != "" else { return nil }
        guard let moment = moment(value), TimeParser.isPlausible(moment) else {
            throw Rejection(.badTime, field: field, "The time is not RFC 3339 since 1995.")
        }
        return moment
    }
}
