import JourneyModel
import Postgres
import TestSupport
import Testing

@testable import JourneyStore

struct EventKeyTests {
    /// Numbers that look random and are the same in every run.
    struct Sequence {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }

        mutating func key() -> Key128 { Key128(high: next(), low: next()) }
    }

    @Test func `the filter forgets no key and takes few others for known`() {
        var numbers = Sequence(state: 1)
        let filter = EventKeyFilter(keys: 200_000)
        let known = (0..<200_000).map { _ in numbers.next() }
        known.forEach(filter.insert)

        #expect(known.allSatisfy(filter.mayContain))
        let mistaken = (0..<200_000).filter { _ in filter.mayContain(numbers.next()) }.count
        #expect(mistaken < 200_000 / 200)
        #expect(!filter.isFull)
        #expect(filter.bytes <= 200_000 * 2 + 64)
    }

    @Test(arguments: [0, 1, 2, 5, 1_000, 20_011])
    func `keys are put in their order, equal ones in theirs`(count: Int) {
        var numbers = Sequence(state: UInt64(count))
        let keys = (0..<count).map { _ in
            Key128(high: numbers.next() % 50 == 0 ? 7 : numbers.next(), low: numbers.next() % 3)
        }

        let order = SortedKeys.order(keys)

        let plain = keys.indices.sorted {
            (keys[$0].high, keys[$0].low, $0) < (keys[$1].high, keys[$1].low, $1)
        }
        #expect(order.map { Int($0) } == plain)
    }

    @Test(arguments: 1...40)
    func `copies are settled as if they came one by one`(seed: Int) {
        var numbers = Sequence(state: UInt64(seed))
        let keys = (0..<200).map { _ in Key128(high: numbers.next() % 60, low: 0) }
        let ranks = keys.map { _ in
            EventRank(time: Int64(numbers.next() % 6), content: numbers.next() % 2 << 32)
        }
        var stored: [Key128: EventRank] = [:]
        for value in 0..<30 {
            stored[Key128(high: UInt64(value), low: 0)] = EventRank(time: Int64(value % 7))
        }

        let copies = EventCopies(
            keys: keys, ranks: ranks, order: SortedKeys.order(keys), storedRank: { stored[$0] })

        var ranksNow = stored
        for index in keys.indices {
            let known = ranksNow[keys[index]]
            let fate: EventCopies.Fate =
                known.map { ranks[index] < $0 ? .updated : .duplicate } ?? .accepted
            #expect(copies.fates[index] == fate)
            ranksNow[keys[index]] = min(known ?? ranks[index], ranks[index])
        }
        let added = keys.indices.filter { copies.isAdded[$0] }
        #expect(Set(added.map { keys[$0] }) == Set(keys).subtracting(stored.keys))
        #expect(added.allSatisfy { ranks[$0] == ranksNow[keys[$0]] })
        #expect(copies.moved.allSatisfy { ranks[$0.copy] == ranksNow[keys[$0.copy]] })
        #expect(copies.entries.allSatisfy { ranksNow[$0.key] == $0.rank })
        #expect(copies.known.allSatisfy { ranksNow[$0.key] == $0.rank })
    }

    @Test func `keys are found through every level of runs, also by another session`() throws {
        try StoreFixture.with { store in
            var numbers = Sequence(state: 9)
            let source = try SourceStore(store.connection, schema: store.schema).resolve(
                SourceSettings(name: "shop"), connector: "segment", channel: .web)
            let index = EventKeyIndex(source: source.id, schema: store.schema)
            var stored: [Key128: EventRank] = [:]
            for batch in 0..<EventKeyIndex.fanOut * 2 + 8 {
                let keys = (0..<500).map { _ in numbers.key() }
                let order = SortedKeys.order(keys)
                #expect(try index.ranks(of: keys, order: order, on: store.connection).isEmpty)
                let rank = EventRank(time: Int64(batch))
                let entries = order.map { EventKeyEntry(key: keys[Int($0)], rank: rank) }
                try index.add(entries, on: store.connection)
                for entry in entries { stored[entry.key] = entry.rank }
                try index.compact(on: store.connection)
            }
            // A key that moved stands in two runs; the earlier time counts.
            let moved = try #require(stored.keys.first)
            try index.add(
                [EventKeyEntry(key: moved, rank: EventRank(time: -5))], on: store.connection)
            stored[moved] = EventRank(time: -5)

            for reader in [index, EventKeyIndex(source: source.id, schema: store.schema)] {
                let keys = Array(stored.keys) + (0..<300).map { _ in numbers.key() }
                let found = try reader.ranks(
                    of: keys, order: SortedKeys.order(keys), on: store.connection)
                #expect(found == stored)
            }
            #expect(try store.count("select count(*) from event_key_run where level = 1") == 2)
            #expect(try store.count("select count(*) from event_key_run where level = 0") == 9)
            #expect(try store.count("select sum(keys) from event_key_run") == 36_001)
        }
    }

    @Test func `a stored filter knows all keys with those that came after it`() throws {
        try StoreFixture.with { store in
            var numbers = Sequence(state: 5)
            let source = try SourceStore(store.connection, schema: store.schema).resolve(
                SourceSettings(name: "shop"), connector: "segment", channel: .web)
            func opened() -> EventKeyIndex {
                let index = EventKeyIndex(source: source.id, schema: store.schema)
                index.looseKeys = 1_000
                return index
            }
            var stored: [Key128: EventRank] = [:]
            func load(_ count: Int, into index: EventKeyIndex) throws {
                let keys = (0..<count).map { _ in numbers.key() }
                let order = SortedKeys.order(keys)
                #expect(try index.ranks(of: keys, order: order, on: store.connection).isEmpty)
                let entries = order.map {
                    EventKeyEntry(key: keys[Int($0)], rank: EventRank(time: Int64($0)))
                }
                try index.add(entries, on: store.connection)
                for entry in entries { stored[entry.key] = entry.rank }
                try index.storeFilter(on: store.connection)
            }

            let first = opened()
            try load(900, into: first)
            #expect(try store.count("select count(*) from event_key_filter") == 0)
            try load(5_000, into: first)
            let pieces = try store.count("select count(*) from event_key_filter")
            #expect(pieces == 35)
            #expect(try store.count("select count(*) from event_key_run where is_filtered") == 2)

            let second = opened()
            try load(1_100, into: second)
            #expect(second.filter?.count == 7_000)
            #expect(try store.count("select count(*) from event_key_run where is_filtered") == 2)
            let third = opened()
            try load(1_200, into: third)
            #expect(third.filter?.count == 8_200)
            #expect(try store.count("select count(*) from event_key_run where is_filtered") == 4)

            let keys = Array(stored.keys) + (0..<3_000).map { _ in numbers.key() }
            let found = try opened().ranks(
                of: keys, order: SortedKeys.order(keys), on: store.connection)
            #expect(found == stored)
        }
    }

    @Test func `what was rolled back is not known`() throws {
        try StoreFixture.with { store in
            let source = try SourceStore(store.connection, schema: store.schema).resolve(
                SourceSettings(name: "shop"), connector: "segment", channel: .web)
            let index = EventKeyIndex(source: source.id, schema: store.schema)
            let key = Key128(high: 1, low: 2)
            struct Stop: Error {}
            #expect(throws: Stop.self) {
                try store.connection.transaction {
                    try index.add(
                        [EventKeyEntry(key: key, rank: EventRank(time: 1))], on: store.connection)
                    throw Stop()
                }
            }
            index.forget()

            #expect(try index.ranks(of: [key], order: [0], on: store.connection).isEmpty)
        }
    }
}
