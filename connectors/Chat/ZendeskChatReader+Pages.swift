import ConnectorKit
import JourneyModel

/// `webpath`: the pages of a visitor, with the time of each change from one to the next.
extension ZendeskChatReader {
    /// The page open at the start: the last one entered by then, else the one left first.
    func page(_ path: JSONValue?, at start: Timestamp) -> String? {
        var entered: (at: Timestamp, url: String)?
        var left: (at: Timestamp, url: String)?
        path?.forEachElement { entry in
            guard let at = ZendeskTime.moment(entry["timestamp"]) else { return }
            if at <= start, let url = text(entry["to"]) ?? text(entry["from"]) {
                if entered.map({ $0.at <= at }) ?? true { entered = (at, url) }
            } else if at > start, let url = text(entry["from"]) {
                if left.map({ at < $0.at }) ?? true { left = (at, url) }
            }
        }
        return (entered ?? left).map { PageAddress.withoutPersonalData($0.url) }
    }

    /// Every page entered whose time is known.
    func trail(_ path: JSONValue?) -> [PageVisit] {
        var trail: [PageVisit] = []
        path?.forEachElement { entry in
            guard trail.count < Limits.trailPages, let url = text(entry["to"]),
                let at = ZendeskTime.moment(entry["timestamp"]), TimeParser.isPlausible(at)
            else { return }
            trail.append(PageVisit(url: PageAddress.withoutPersonalData(url), at: at))
        }
        return trail
    }
}
