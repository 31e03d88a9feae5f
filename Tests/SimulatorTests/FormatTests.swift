import Foundation
import Testing

@testable import Simulator

@Suite struct `Exports of a simulated company` {
    @Test func `web events are JSON objects with an id and an identity`() throws {
        let export = try Export.standard.get()

        for name in export.names("web/") {
            for line in export.goodLines(name) {
                let event = try Export.object(line.text)
                #expect(event["messageId"] is String)
                let identities = ["anonymousId", "userId", "previousId"].filter {
                    event[$0] is String
                }
                #expect(!identities.isEmpty)
            }
        }
    }

    @Test func `chats are JSON in pages, lines and arrays`() throws {
        let export = try Export.standard.get()

        let chats = try export.chats()

        #expect(chats.count >= export.world.chats.count)
        #expect(chats.allSatisfy { $0["id"] is String && $0["visitor"] is [String: Any] })
        #expect(export.names("chat/").contains { $0.hasSuffix(".ndjson") })
        #expect(export.names("chat/").contains("chat/zendesk-2026-03.json"))
    }

    @Test(arguments: 16...20)
    func `call records have the promised columns`(branchColumns: Int) throws {
        let export = try Export(branchColumns: branchColumns)

        for name in export.names("voice/") {
            let columns = name.contains("branch") ? branchColumns : 21
            for line in export.goodLines(name) {
                #expect(Export.fields(line.text).count == columns, "\(name):\(line.number)")
            }
        }
        #expect(!export.names("voice/branch").isEmpty)
    }

    @Test func `answers and ends follow starts, and durations add up`() throws {
        let export = try Export.standard.get()

        for name in export.names("voice/Master") {
            for line in export.goodLines(name) {
                let row = Export.fields(line.text)
                let duration = try #require(Int(row[12]))
                let billed = try #require(Int(row[13]))
                #expect(duration >= billed && billed >= 0, "\(name):\(line.number)")
                #expect(row[14] == "ANSWERED" || row[10].isEmpty, "\(name):\(line.number)")
            }
        }
    }

    @Test func `declared bad lines really are bad`() throws {
        let export = try Export(people: 600)

        for bad in export.files.malformed {
            let lines = export.lines(bad.file)
            try #require(bad.line <= lines.count)
            let line = lines[bad.line - 1]
            switch bad.why {
            case "truncated":
                #expect(throws: (any Error).self) {
                    try JSONSerialization.jsonObject(with: Data(line.utf8))
                }
            case "column-count": #expect(Export.fields(line).count < 16)
            case "killed-writer": #expect(line.filter { $0 == "\"" }.count % 2 == 1)
            case "bad-time":
                #expect(line.contains("13-45") || line.contains("25:61") || line.contains("soon"))
            case "bad-amount": #expect(line.contains(",n/a,"))
            case "no-identity": #expect(!line.contains("anonymousId"))
            case "no-id": #expect(!line.contains(#""id""#))
            default: Issue.record("unknown reason \(bad.why)")
            }
        }
    }

    @Test func `calls stand in the repeated hour of autumn, both times`() throws {
        let start = Configuration.Day(year: 2026, month: 10, day: 20)
        let export = try Export(people: 30, days: 10, start: start)

        let rows = export.names("voice/").flatMap(export.goodLines).map { Export.fields($0.text) }
        let repeated = rows.filter { $0[9].hasPrefix("2026-10-25 02:") }
        let epochs = repeated.compactMap { Int($0[16].split(separator: ".").first ?? "") }

        let change = 1_792_890_000
        #expect(epochs.contains { $0 < change })
        #expect(epochs.contains { $0 >= change })
    }

    @Test func `no call stands in the skipped hour of spring`() throws {
        let export = try Export(people: 30, days: 60)

        let rows = export.names("voice/").flatMap(export.goodLines).map { Export.fields($0.text) }
        let night = rows.map { $0[9] }.filter { $0.hasPrefix("2026-03-29 0") }

        #expect(night.contains { $0.hasPrefix("2026-03-29 01:") })
        #expect(night.contains { $0.hasPrefix("2026-03-29 03:") })
        #expect(!night.contains { $0.hasPrefix("2026-03-29 02:") })
    }
}
