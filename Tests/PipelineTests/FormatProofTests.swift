import JourneyModel
import JourneyStore
import Testing

@testable import Pipeline

@Suite struct `Proof of a format` {
    /// Rejects of 64 KiB each.
    private static func batch(_ rejects: Int, good: Int = 0) -> RecordBatch {
        let raw = [UInt8](repeating: 0x78, count: Limits.rejectedBytes)
        var batch = RecordBatch()
        for number in 0..<rejects + good {
            batch.places.append(RecordPlace(byteOffset: Int64(number), line: Int64(number) + 1))
            guard number < rejects else { continue }
            batch.rejections.append(
                RejectedRecord(
                    record: batch.record, rejection: Rejection(.wrongShape, "No."), raw: raw,
                    length: Int64(raw.count)))
        }
        return batch
    }

    private static func judge(
        _ proof: inout FormatProof, _ batch: RecordBatch, isEnd: Bool = false
    ) -> String {
        let item = RecordProducer.Item.batch(
            batch, .init(offset: 0, isEndOfFile: isEnd), rawOffset: 0)
        return switch proof.judge(batch, item, isEnd: isEnd) {
        case .open: "open"
        case .late: "late"
        case .found(let items): "found \(items.count)"
        case .hopeless(let reason): reason
        }
    }

    @Test func `a pipe waits for a good record, within bounds`() {
        var lucky = FormatProof(isFound: false, mayReadAgain: false) { true }
        var hopeless = FormatProof(isFound: false, mayReadAgain: false) { true }

        let (bad, good) = (Self.batch(400), Self.batch(400, good: 1))
        let luck = [bad, bad, good, bad].map { Self.judge(&lucky, $0) }
        let loss = [bad, bad, bad].map { Self.judge(&hopeless, $0) }

        #expect(luck == ["open", "open", "found 3", "found 1"])
        #expect(loss == ["open", "open", "line 1: No."])
    }

    @Test func `a file is searched to its end and read again`() {
        var file = FormatProof(isFound: false, mayReadAgain: true) { true }
        var again = FormatProof(isFound: true, mayReadAgain: true) { true }

        let bad = Self.batch(400)
        let search =
            (0..<5).map { _ in Self.judge(&file, bad) } + [
                Self.judge(&file, Self.batch(1, good: 1))
            ]

        #expect(search == ["open", "open", "open", "open", "open", "late"])
        #expect(Self.judge(&again, bad) == "found 1")
    }

    @Test(arguments: [
        (99, true, "found 1"), (99, false, "line 1: No."), (100, true, "line 1: No."),
        (0, false, "found 1"),
    ])
    func `a short one of rejects only is believed if it looks right`(
        rejects: Int, looksRight: Bool, verdict: String
    ) {
        var proof = FormatProof(isFound: false, mayReadAgain: true) { looksRight }

        #expect(Self.judge(&proof, Self.batch(rejects), isEnd: true) == verdict)
    }
}
