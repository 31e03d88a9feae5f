import JourneyModel
import Testing

@testable import IdentityResolution

@Suite struct `Verdicts and slices of one value` {
    @Test func `a phone of one account joins all its records, however long the silence`() {
        var history = Value(kind: .phone)
        history.sightings = [
            sighting(0, day: 0, account: 1), sighting(1, day: 3), sighting(2, day: 400),
        ]

        let decision = decide(history)

        #expect(decision.verdict == .joins)
        #expect(decision.assignment == [0, 0, 0])
    }

    @Test func `a phone changes hands when another account appears after silence`() {
        var history = Value(kind: .phone)
        history.sightings = [
            sighting(0, day: 0, account: 1), sighting(1, day: 30), sighting(2, day: 80),
            sighting(3, day: 160), sighting(4, day: 200, account: 2),
        ]

        let decision = decide(history)

        #expect(decision.assignment == [0, 0, -1, 1, 1])
        #expect(decision.slices.map(\.owner) == [key(1), key(2)])
    }

    @Test func `two accounts on one phone within thirty days make it generic`() {
        var history = Value(kind: .phone)
        history.sightings = [sighting(0, day: 0, account: 1), sighting(1, day: 29, account: 2)]

        let decision = decide(history)

        #expect(decision.verdict == .generic(reason: "2 accounts within 30 days; the limit is 1"))
        #expect(decision.assignment == [-1, -1])
    }

    @Test func `the thirty days are any thirty days, not the last ones`() {
        var history = Value(kind: .phone)
        history.sightings = [
            sighting(0, day: 0, account: 1), sighting(1, day: 10, account: 2),
            sighting(2, day: 500, account: 1),
        ]

        #expect(
            decide(history).verdict
                == .generic(reason: "2 accounts within 30 days; the limit is 1"))
    }

    @Test(arguments: [(9, true), (11, false)])
    func `calls that overlap for longer than allowed show a switchboard`(
        overlap: Int64, joins: Bool
    ) {
        var history = Value(kind: .phone)
        history.sightings = [sighting(0, day: 0), sighting(1, day: 0)]
        history.sightings[0].callEnd = Timestamp(seconds: 300)
        history.sightings[1].time = Timestamp(seconds: 300 - overlap)
        history.sightings[1].callEnd = Timestamp(seconds: 900)

        #expect((decide(history).verdict == .joins) == joins)
    }

    @Test(arguments: [(9, true), (10, false)])
    func `more calls than one person makes show a switchboard`(calls: Int, joins: Bool) {
        var history = Value(kind: .phone)
        for number in 0..<calls {
            var call = sighting(number, day: Int64(number))
            call.callEnd = call.time
            history.sightings.append(call)
        }

        #expect((decide(history).verdict == .joins) == joins)
    }

    @Test func `a short call inside a long one is an overlap too`() {
        var history = Value(kind: .phone)
        history.sightings = [sighting(0, day: 0), sighting(1, day: 0), sighting(2, day: 0)]
        history.sightings[0].callEnd = Timestamp(seconds: 3_000)
        history.sightings[1].time = Timestamp(seconds: 60)
        history.sightings[1].callEnd = Timestamp(seconds: 65)
        history.sightings[2].time = Timestamp(seconds: 100)
        history.sightings[2].callEnd = Timestamp(seconds: 160)

        #expect(decide(history).verdict == .generic(reason: "two calls at the same time"))
    }

    @Test func `validity stated by the customer master ends at once`() {
        var history = Value(kind: .phone)
        var master = sighting(0, day: 0, account: 1)
        master.validTo = Timestamp(seconds: 10 * 86_400)
        history.sightings = [
            master, sighting(1, day: 9), sighting(2, day: 12), sighting(3, day: 50, account: 2),
        ]

        #expect(decide(history).assignment == [0, 0, 1, 1])
    }

    @Test func `a session without login belongs to the nearest login, the earlier one of a tie`() {
        var history = Value(kind: .browser)
        history.sightings = [
            sighting(0, day: 0, account: 1), sighting(1, day: 20), sighting(2, day: 29),
            sighting(3, day: 90),
        ]
        var shared = Value(kind: .browser)
        shared.sightings = [
            sighting(0, day: 0, account: 1), sighting(1, day: 2), sighting(2, day: 4, account: 2),
            sighting(3, day: 5), sighting(4, day: 9),
        ]

        let decision = decide(history)
        let sharedDecision = decide(shared)

        #expect(decision.slices.map(\.owner) == [key(1), nil])
        #expect(decision.assignment == [0, 0, 0, 1])
        #expect(sharedDecision.slices.map(\.owner) == [key(1), key(2), nil])
        #expect(sharedDecision.assignment == [0, 0, 1, 1, 2])
    }

    @Test func `a couple's number is nobody's, one person's with two addresses joins`() {
        var couple = Value(kind: .phone)
        couple.sightings = [sighting(0, day: 0), sighting(1, day: 3)]
        couple.sightings[0].emails = [key(100)]
        couple.sightings[0].names = [key(200)]
        couple.sightings[1].emails = [key(101)]
        couple.sightings[1].names = [key(201)]
        var person = couple
        person.sightings[1].names = [key(200)]

        #expect(
            decide(couple).verdict == .generic(reason: "owners of different names within 30 days"))
        #expect(decide(person).verdict == .joins)
    }

    @Test func `one account and one e-mail address on a browser are one owner's`() {
        var history = Value(kind: .browser)
        history.sightings = [
            sighting(0, day: 0, account: 1), sighting(1, day: 0), sighting(2, day: 9),
        ]
        history.sightings[1].emails = [key(100)]
        var other = history
        other.sightings[2].emails = [key(101)]

        #expect(decide(history).assignment == [0, 0, 0])
        #expect(decide(other).assignment == [0, 1, 2])
    }

    @Test func `a browser that three people had to themselves is a family's`() {
        var history = Value(kind: .browser)
        history.sightings = (0..<3).map { sighting($0, day: Int64($0), account: UInt64($0 + 1)) }

        #expect(
            decide(history).verdict
                == .generic(
                    reason: "3 owners at sittings of their own within 30 days; the limit is 2"))
    }

    @Test func `a guest who signs in at the owner's sitting does not make a browser a family's`() {
        var history = Value(kind: .browser)
        history.sightings = [
            sighting(0, day: 0, account: 1), sighting(1, day: 1, account: 1),
            sighting(2, day: 1, account: 2), sighting(3, day: 3, account: 1),
            sighting(4, day: 3, account: 3), sighting(5, day: 10),
        ]
        history.sightings[2].time = Timestamp(seconds: 86_400 + 600)
        history.sightings[4].time = Timestamp(seconds: 3 * 86_400 + 600)

        let decision = decide(history)

        #expect(decision.verdict == .joins)
        #expect(decision.slices.map(\.owner) == [key(1), key(2), key(3)])
        #expect(decision.assignment == [0, 0, 1, 0, 2, 2])
    }

    @Test func `a code joins only when one contact issued it`() {
        var quoted = Value(kind: .reference)
        quoted.sightings = [sighting(0, day: 0, role: .quoted), sighting(1, day: 1, role: .quoted)]
        var issued = quoted
        issued.sightings[0].role = .issued

        #expect(decide(quoted).verdict == .unissued)
        #expect(decide(issued).verdict == .joins)
    }

    @Test(arguments: 0..<40)
    func `any history gives what a plain second slicer gives`(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed) + 50_000)
        for _ in 0..<100 {
            let value = Value.random(using: &generator)
            let decision = decide(value)
            let plain = PlainSlicer(rules: .builtIn).decide(value)

            #expect(decision.verdict == plain.verdict, "seed \(seed)")
            #expect(decision.slices == plain.slices, "seed \(seed)")
            #expect(decision.assignment == plain.assignment, "seed \(seed)")
            #expect(decision.owners == plain.owners, "seed \(seed)")
        }
    }

    @Test func `the order in which sightings are given changes nothing`() {
        var generator = SplitMix(seed: 7)
        for _ in 0..<300 {
            var history = Value(
                kind: [.phone, .email, .browser][generator.below(3)])
            history.sightings = (0..<generator.below(12) + 1).map { index in
                sighting(
                    index, day: Int64(generator.below(300)),
                    account: generator.below(3) == 0 ? UInt64(generator.below(3) + 1) : nil)
            }
            let straight = decide(history)
            var shuffled = history
            shuffled.sightings.shuffle(using: &generator)
            let other = decide(shuffled)

            let byTouchpoint = Dictionary(
                uniqueKeysWithValues: zip(shuffled.sightings.map(\.touchpoint), other.assignment))
            #expect(other.verdict == straight.verdict)
            #expect(other.slices == straight.slices)
            #expect(
                history.sightings.map { byTouchpoint[$0.touchpoint] } == straight.assignment)
        }
    }
}

func key(_ number: UInt64) -> Key128 { Key128(high: 0, low: number) }
