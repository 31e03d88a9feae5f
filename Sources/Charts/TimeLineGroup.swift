/// Events of one lane that would cover each other and are drawn as one.
struct TimeLineGroup {
    var events: [TimeLine.Event]
    /// Where the first begins and the last ends.
    var left: Double
    var right: Double
    var isKey: Bool

    /// Key events stay apart from the others whatever the room.
    static func grouped(_ events: [TimeLine.Event], _ scale: TimeScale) -> [Self] {
        var groups: [Self] = []
        for event in events {
            let left = scale.place(event.at)
            let right = scale.place(event.at + max(0, event.duration))
            if let last = groups.last, left - last.right < 18, last.isKey == event.isKey {
                groups[groups.count - 1].events.append(event)
                groups[groups.count - 1].right = max(last.right, right)
            } else {
                groups.append(
                    Self(events: [event], left: left, right: right, isKey: event.isKey))
            }
        }
        return groups
    }
}
