import Pipeline
import Testing

@testable import journey

@Suite struct `The queue of questions` {
    private static func question(_ record: String, other: String?) -> ReviewQueue.Question {
        ReviewQueue.Question(
            id: "1f0c7b4e58a1", record: record, person: "8d2e7b1c-30f5-4d58-8a47-0b5a2c9f6e13",
            otherRecord: other,
            otherPerson: other.map { _ in "5d1f0c9a-7f0a-4f5e-8f5d-3d7a2b1c0e11" },
            reason: "exclusive_accounts",
            evidence: .init(
                kind: "email", value: "a…@s…", strength: 4, seenAt: "2026-01-13T08:00:00Z",
                otherSeenAt: "2026-01-14T08:00:00Z"))
    }

    @Test func `is folded to 120 columns`() {
        let text = ReviewText.text([
            Self.question("orders:4711", other: "zendesk-chat:2601.1055.Ab3"),
            Self.question("orders:" + String(repeating: "7", count: 80), other: nil),
        ])

        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 120 }, "\(text)")
        #expect(lines[0] == "1f0c7b4e58a1  exclusive_accounts: email a…@s…, strength 4")
        #expect(
            lines[2]
                == "    zendesk-chat:2601.1055.Ab3  seen 2026-01-14T08:00:00Z"
                + "  person 5d1f0c9a-7f0a-4f5e-8f5d-3d7a2b1c0e11")
        #expect(lines.filter { $0.hasPrefix("        seen ") }.count == 1)
    }

    @Test func `says nothing when nothing waits`() {
        #expect(ReviewText.text([]).isEmpty)
    }
}
