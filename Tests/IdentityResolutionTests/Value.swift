import JourneyModel

@testable import IdentityResolution

/// What was seen of one value, as tests write it.
struct Value {
    struct Seen {
        var touchpoint: Int
        var time: Timestamp?
        var callEnd: Timestamp?
        var validTo: Timestamp?
        var role: EvidenceRole
        var accounts: [Key128] = []
        var emails: [Key128] = []
        var names: [Key128] = []

        var name: String { "s:\(touchpoint)" }
    }

    var kind: IdentifierKind
    var standing: IdentifierHistory.Standing?
    var sightings: [Seen] = []

    init(kind: IdentifierKind) { self.kind = kind }

    static func random(using generator: inout SplitMix) -> Value {
        let kinds: [IdentifierKind] = [.phone, .email, .browser, .account, .reference, .order]
        var value = Value(kind: kinds[generator.below(kinds.count)])
        value.standing =
            [nil, nil, nil, nil, .allowed, .denied(reason: "denied")][
                generator.below(6)]
        let span = [20, 300][generator.below(2)]
        let owners = 1 + generator.below(4)
        let calls = generator.below(2) == 0
        func some(_ chance: Int, _ space: UInt64) -> [Key128] {
            if generator.below(chance) > 0 { return [] }
            let count = generator.below(8) == 0 ? 2 : 1
            return (0..<count).map { _ in key(space + UInt64(generator.below(owners))) }
        }
        for number in 0..<(1 + generator.below(14)) {
            var seen = sighting(number, day: Int64(generator.below(span)))
            seen.accounts = some(3, 1)
            seen.emails = some(4, 100)
            seen.names = some(4, 200)
            seen.role = [.own, .own, .own, .typed, .issued, .quoted, .trail][generator.below(7)]
            if generator.below(6) == 0 {
                seen.role = .master
                seen.time = generator.below(2) == 0 ? nil : seen.time
                if generator.below(2) == 0 {
                    seen.validTo = Timestamp(seconds: Int64(generator.below(span)) * 86_400)
                }
            } else if calls, let time = seen.time {
                seen.callEnd = Timestamp(
                    microseconds: time.microseconds + Int64(generator.below(400)) * 1_000_000)
            }
            value.sightings.append(seen)
        }
        return value
    }
}

func sighting(
    _ touchpoint: Int, day: Int64, account: UInt64? = nil, role: EvidenceRole = .own
) -> Value.Seen {
    Value.Seen(
        touchpoint: touchpoint, time: Timestamp(seconds: day * 86_400), role: role,
        accounts: account.map { [key($0)] } ?? [])
}

func decide(_ value: Value) -> IdentifierDecision {
    var history = IdentifierHistory(kind: value.kind, standing: value.standing)
    var names = RecordNames()
    for seen in value.sightings {
        var anchors = IdentifierHistory.Anchors()
        anchors.accounts = seen.accounts
        anchors.emails = seen.emails
        anchors.names = seen.names
        history.append(
            Sighting(
                touchpoint: seen.touchpoint, name: names.count, role: seen.role, time: seen.time,
                callEnd: seen.callEnd, validTo: seen.validTo),
            with: anchors)
        names.append(seen.name.utf8)
    }
    var slicer = Slicer(rules: .builtIn)
    var decision = IdentifierDecision()
    slicer.decide(history, names: names, into: &decision)
    return decision
}
