import Testing

@testable import Simulator

@Suite struct `Hazards` {
    @Test(arguments: HazardSet.named.map(\.name))
    func `each one leaves its trace, and none without it`(name: String) throws {
        let hazard = try #require(HazardSet.named.first { $0.name == name }?.hazard)

        let with = try Export(hazards: hazard)
        let without = try Export.harmless.get()

        #expect(try hasTrace(of: hazard, in: with))
        #expect(try !hasTrace(of: hazard, in: without))
    }

    @Test func `all of them have a name`() {
        let named = HazardSet.named.reduce(into: HazardSet()) { $0.formUnion($1.hazard) }

        #expect(named == .all)
        #expect(Set(HazardSet.named.map(\.name)).count == HazardSet.named.count)
    }

    private func hasTrace(of hazard: HazardSet, in export: Export) throws -> Bool {
        switch hazard {
        case .severalBrowsers, .lostCookies:
            var cookies: [String: Int] = [:]
            for owners in export.people("cookie", shared: "0").values {
                for owner in owners { cookies[owner, default: 0] += 1 }
            }
            return cookies.values.contains { $0 > 1 }
        case .familyTablet: return isShared("cookie", by: 2, export)
        case .kiosk: return isShared("cookie", by: 5, export)
        case .switchboard: return isShared("phone", by: 5, export)
        case .deskTests: return export.table("truth/records.csv").contains { $0["role"] == "test" }
        case .bots: return export.table("truth/records.csv").contains { $0["role"] == "bot" }
        case .reassignedNumbers:
            return export.people("phone", shared: "0").values.contains { $0.count > 1 }
        case .twoAccountsInSession:
            return export.people("cookie", shared: "0").values.contains { $0.count > 1 }
        case .typos: return !export.people("email", shared: "0", corrupted: "1").isEmpty
        case .placeholders: return !export.people("email", shared: "1", corrupted: "1").isEmpty
        case .seasonalCallers:
            return export.world.population.people.contains { $0.silentFrom < Int.max }
        default: return try hasTraceInFiles(of: hazard, export)
        }
    }

    private func isShared(_ kind: String, by count: Int, _ export: Export) -> Bool {
        export.people(kind, shared: "1").values.contains { $0.count >= count }
    }

    private func hasTraceInFiles(of hazard: HazardSet, _ export: Export) throws -> Bool {
        let calls = export.names("voice/").flatMap(export.goodLines).map { Export.fields($0.text) }
        let web = export.names("web/")
        switch hazard {
        case .withheldNumbers: return calls.contains { $0[1].lowercased() == "anonymous" }
        case .formatVariants:
            return calls.contains { $0[1].hasPrefix("+49") }
                && calls.contains { $0[1].hasPrefix("0049") }
        case .transfers:
            return Set(calls.map { $0[19] }).count < calls.count
                && calls.contains { $0[16] != $0[19] }
        case .duplicates:
            return web.contains { Set(export.lines($0)).count < export.lines($0).count }
        case .malformedRows:
            return !export.files.malformed.isEmpty
                && export.table("truth/malformed.csv").count == export.files.malformed.count
        case .unversionedReexports: return export.files.contains("orders-reexport.csv")
        case .columnVariants: return !export.names("voice/branch").isEmpty
        case .lateRows:
            return try anyEvent(in: export) { event, file in
                let day = (event["timestamp"] as? String ?? "").prefix(10)
                return !file.contains(day)
            }
        case .clockSkew:
            return try anyEvent(in: export) { event, _ in
                event["timestamp"] as? String != event["originalTimestamp"] as? String
            }
        default:
            Issue.record("no trace is known for \(hazard)")
            return false
        }
    }

    private func anyEvent(
        in export: Export, where matches: ([String: Any], String) -> Bool
    ) throws -> Bool {
        for name in export.names("web/") {
            for line in export.goodLines(name)
            where matches(try Export.object(line.text), name) { return true }
        }
        return false
    }
}
