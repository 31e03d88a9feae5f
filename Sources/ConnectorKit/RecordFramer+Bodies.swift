import JourneyModel

/// Documents of which some are bodies of requests: each record of a body is one of the stream.
///
/// A body that cannot be parted, as it is cut or passes a limit, is handed out whole.
extension RecordFramer {
    /// Records of the body cut last are still to be handed out; ``position`` is behind all of them.
    package var isWithinBody: Bool { !bodyRecords.isEmpty }

    mutating func nextOfBodies(in bytes: ByteText.Bytes, isLast: Bool, key: String) -> Step {
        if let record = bodyRecords.popLast() { return .record(record) }
        let step = nextJSON(in: bytes, isLast: isLast, envelopeKeys: [])
        guard case .record(let whole) = step else { return step }
        let text = ByteText.Bytes(rebasing: bytes[whole.range])
        guard JSONBody.mayBegin(in: text, key: key), let body = JSONBody(text, key: key) else {
            return step
        }
        bodyRecords = Self.records(of: body, whole, in: text).reversed()
        return bodyRecords.popLast().map { .record($0) } ?? step
    }

    private static func records(
        of body: JSONBody, _ whole: Record, in text: ByteText.Bytes
    ) -> [Record] {
        let start = whole.range.lowerBound
        func inWindow(_ range: Range<Int>) -> Range<Int> {
            range.lowerBound + start..<range.upperBound + start
        }
        let frame = Frame(head: inWindow(body.head), tail: inWindow(body.tail))
        var place = whole.place
        var passed = 0
        return body.records.map { range in
            while let feed = ByteText.firstIndex(of: 0x0a, in: text, from: passed),
                feed < range.lowerBound
            {
                place.line += 1
                passed = feed + 1
            }
            place.byteOffset = whole.place.byteOffset + Int64(range.lowerBound)
            return Record(
                range: inWindow(range), place: place, isTerminated: whole.isTerminated,
                frame: frame)
        }
    }
}
