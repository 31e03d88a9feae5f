import JourneyModel

/// Counts the members of JSON records that a format does not know.
package struct UnknownMembers {
    /// Of a sample: so many records from the start, and of the others each that many-th.
    private static let sampleStep = 1_000

    private let known: Set<String>
    private let isSample: Bool
    private var records = 0
    private var looked = 0
    /// By name, how many of the records looked at had each.
    package private(set) var counts: [String: Int] = [:]

    /// - Parameter isSample: Not every record is looked at, for formats on the hot path.
    package init(known: some Sequence<String>, isSample: Bool = false) {
        self.known = Set(known)
        self.isSample = isSample
    }

    /// How many records were looked at; `nil` when all were.
    package var sampled: Int? { looked < records ? looked : nil }

    package mutating func count(in object: JSONValue) {
        records += 1
        if isSample, records > Self.sampleStep, !records.isMultiple(of: Self.sampleStep) { return }
        looked += 1
        object.forEachMember { key, _ in
            let name = String(decoding: key, as: UTF8.self)
            if known.contains(name) { return }
            guard counts[name] != nil || counts.count < Limits.unknownFields else { return }
            counts[name, default: 0] += 1
        }
    }
}
