/// One observation that ties a record to an identifier.
package struct Evidence: Sendable {
    /// What the identifier was seen on.
    package enum Subject: Sendable, Hashable {
        /// A web event; its session inherits the evidence.
        case webEvent(id: String)
        /// A chat or a whole call.
        case contact(id: String)
        /// A leg of a call; the call inherits the evidence.
        case leg(callID: String, legID: String)
        case conversion(id: String)
        /// A row of the customer master.
        case customer(id: String)
    }

    package var record: UInt32
    package var subject: Subject
    package var identifier: Identifier
    package var role: EvidenceRole
    /// Place within the record, from 0; breaks ties between identifiers of one record.
    package var ordinal: Int16
    /// When it was seen; `nil` for an undated master row.
    package var seenAt: Timestamp?
    /// End of validity, for master rows that state one.
    package var validTo: Timestamp?

    package init(
        record: UInt32, subject: Subject, identifier: Identifier, role: EvidenceRole,
        ordinal: Int16, seenAt: Timestamp?, validTo: Timestamp? = nil
    ) {
        self.record = record
        self.subject = subject
        self.identifier = identifier
        self.role = role
        self.ordinal = ordinal
        self.seenAt = seenAt
        self.validTo = validTo
    }
}
