import JourneyModel

extension RecordBatch {
    /// Appends identifiers of the record being read, each once, numbered in their order.
    package mutating func append(
        _ identifiers: [Identifier], of subject: Evidence.Subject, role: EvidenceRole,
        seenAt: Timestamp?, validTo: Timestamp? = nil
    ) {
        var ordinal: Int16 = 0
        for (place, identifier) in identifiers.enumerated()
        where !identifiers[..<place].contains(identifier) {
            evidence.append(
                Evidence(
                    record: record, subject: subject, identifier: identifier, role: role,
                    ordinal: ordinal, seenAt: seenAt, validTo: validTo))
            ordinal += 1
        }
    }
}
