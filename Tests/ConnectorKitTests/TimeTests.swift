import ConnectorKit
import Foundation
import JourneyModel
import Testing

@Suite struct `Times with offset` {
    @Test(arguments: [
        ("2024-03-04T09:15:02.683Z", 1_709_543_702_683_000),
        ("2024-03-04t09:15:02z", 1_709_543_702_000_000),
        ("2024-03-04 10:15:02+01:00", 1_709_543_702_000_000),
        ("2024-03-04T10:15:02.123456789+0100", 1_709_543_702_123_456),
        ("2024-03-04T04:15:02-05", 1_709_543_702_000_000),
        ("2015-2-02T00:30:08.276Z", 1_422_837_008_276_000),
        ("2024-03-04T09:15Z", 1_709_543_700_000_000),
        ("2024-02-29T23:59:60Z", 1_709_251_200_000_000),
        ("2024-03-04 09:15:02 UTC", 1_709_543_702_000_000),
        ("1969-12-31T23:59:59.5Z", -500_000),
    ])
    func `are read`(text: String, microseconds: Int64) {
        #expect(TimeParser.rfc3339(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2024-03-04", "2024-03-04T09:15:02", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
        "2024-03-04T24:00:00Z", "2024-03-04T09:15:02.Z", "2024-03-04T09:15:02+1", "1709543702",
        "2024-03-04T09:15:02Zx", "24-03-04T09:15:02Z", "2024-03-04T9:5:02Z",
    ])
    func `are refused when they are none`(text: String) {
        #expect(TimeParser.rfc3339(text) == nil)
    }

    @Test func `epochs are exact`() {
        #expect(
            TimeParser.epochSeconds("1617691790.1234567")?.microseconds == 1_617_691_790_123_456)
        #expect(TimeParser.epochSeconds("0")?.microseconds == 0)
        #expect(TimeParser.epochSeconds("1e9") == nil)
        #expect(TimeParser.epochSeconds("99999999999999999999") == nil)
    }

    @Test func `text and calendar agree for every day`() {
        for day in stride(from: -30_000, through: 60_000, by: 1) {
            let moment = Timestamp(seconds: Int64(day) * 86_400 + 3_661)
            #expect(CivilTime(utc: moment).utc == moment)
        }
        #expect(
            TimeParser.text(of: Timestamp(microseconds: 1_709_543_702_680_000))
                == "2024-03-04T09:15:02.68Z")
    }

    @Test func `decimals are exact or refused`() {
        #expect(Decimal64("129.9", decimals: 4)?.units == 1_299_000)
        #expect(Decimal64("-0.0001", decimals: 4)?.units == -1)
        #expect(Decimal64("1.500000", decimals: 4)?.units == 15_000)
        for text in ["", ".", "1,5", "1.23456", "1e3", "€1", "1.2.3", "999999999999999999"] {
            #expect(Decimal64(text, decimals: 4) == nil)
        }
    }
}

@Suite struct `Local times` {
    private static let zones = [
        "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo",
        "Australia/Lord_Howe", "Asia/Gaza", "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu",
        "America/Caracas", "Europe/Dublin", "Asia/Tehran", "UTC",
    ]

    /// Every second-exact change of the zone's offset, found by another way: hour by hour.
    private func changes(of zone: TimeZone) -> [Int64] {
        var found: [Int64] = []
        func offset(_ second: Int64) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        }
        var before = offset(0)
        for hour in stride(from: Int64(3_600), through: 2_145_916_800, by: 21_600) {
            let after = offset(hour)
            if after == before { continue }
            let second = (hour - 21_600...hour).first { offset($0) != before }
            found.append(second ?? hour)
            before = after
        }
        return found
    }

    @Test(arguments: zones)
    func `agree with the system around every change from 1970 to 2037`(name: String) throws {
        let resolver = try LocalTimeResolver(zone: name)
        let zone = try #require(TimeZone(identifier: name))
        for change in changes(of: zone) {
            for step: Int64 in [-7_200, -1, 0, 1, 1_800, 7_200] {
                let moment = Timestamp(seconds: change + step)
                let offset = zone.secondsFromGMT(
                    for: Date(timeIntervalSince1970: Double(change + step)))
                let local = CivilTime(
                    utc: Timestamp(seconds: change + step + Int64(offset)))
                switch resolver.resolve(local) {
                case .one(let found): #expect(found == moment, "\(name) \(change) \(step)")
                case .repeated(let earlier, let later):
                    #expect(earlier < later)
                    #expect(earlier == moment || later == moment, "\(name) \(change) \(step)")
                case .nonexistent: Issue.record("\(name) \(change) \(step) does not exist")
                }
            }
        }
    }

    @Test func `the skipped hour does not exist and the repeated one is two moments`() throws {
        let berlin = try LocalTimeResolver(zone: "Europe/Berlin")

        #expect(berlin.parse("2024-03-31 02:30:00") == .nonexistent)
        #expect(
            berlin.parse("2024-03-31 01:59:59.5")
                == .one(Timestamp(microseconds: 1_711_846_799_500_000)))
        #expect(
            berlin.parse("2024-10-27 02:30:00")
                == .repeated(
                    earlier: Timestamp(seconds: 1_729_989_000),
                    later: Timestamp(seconds: 1_729_992_600)))
        #expect(berlin.parse("2024-10-27T02:30:00Z") == nil)
    }

    @Test func `a day that a zone skipped does not exist`() throws {
        let apia = try LocalTimeResolver(zone: "Pacific/Apia")
        #expect(apia.parse("2011-12-30 12:00:00") == .nonexistent)
    }

    @Test(arguments: ["Europe/Berlyn", "", "CET DST", "../etc"])
    func `an unknown zone is refused`(name: String) {
        #expect(throws: SettingError.self) { try LocalTimeResolver(zone: name) }
    }
}
