import ConnectorKit
import JourneyModel

struct OrderReader: RecordReader {
    var fields: NamedFields
    let normalizer: IdentifierNormalizer
    let time: FeedTime

    var unknownFields: [String: Int] { fields.unknownFields }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        try fields.load(record)
        let conversion = try conversion(record: batch.record)
        batch.conversions.append(conversion)
        appendEvidence(of: conversion, to: &batch)
    }

    private func conversion(record: UInt32) throws(Rejection) -> Conversion {
        let id = try fields.value("order_id")
        guard id.utf8.count <= Limits.identifierBytes, !Placeholder.matches(id) else {
            throw Rejection(
                .badValue, field: "order_id", "order_id names no order; give each its own id.")
        }
        var conversion = Conversion(
            record: record, id: id,
            convertedAt: try time.moment(try fields.value("created_at"), field: "created_at"),
            amount: try amount("amount") ?? 0, currency: try currency())
        conversion.refunded = try amount("refunded_amount") ?? 0
        conversion.version = try fields["updated_at"].map { text throws(Rejection) in
            try time.moment(text, field: "updated_at")
        }
        conversion.salesChannel = fields["channel"]?.lowercased()
        conversion.status = fields["status"]?.lowercased()
        conversion.goal = fields["goal"]?.lowercased() ?? "sale"
        return conversion
    }

    /// Ten-thousandths of the unit, exactly as written.
    private func amount(_ field: String) throws(Rejection) -> Int64? {
        guard let text = fields[field] else { return nil }
        guard let value = Decimal64(text, decimals: 4) else {
            throw Rejection(
                .badNumber, field: field,
                "\(field) is not a decimal number; write 1234.56, with at most four decimals and"
                    + " without thousands separators.")
        }
        guard value.units >= 0 else {
            throw Rejection(
                .badValue, field: field,
                "\(field) is negative; give the order's gross amount, and returns as"
                    + " refunded_amount.")
        }
        return value.units
    }

    private func currency() throws(Rejection) -> String {
        let code = try fields.value("currency").uppercased()
        guard code.utf8.count == 3, code.utf8.allSatisfy(ByteText.isLetter) else {
            throw Rejection(
                .badValue, field: "currency", "currency is not an ISO 4217 code such as EUR.")
        }
        return code
    }

    private func appendEvidence(of conversion: Conversion, to batch: inout RecordBatch) {
        var found: [Identifier] = []
        if let login = fields["account_id"].flatMap({ normalizer.account($0) }) {
            found.append(login.identifier)
        }
        if let email = fields["email"].flatMap({ normalizer.email($0) }) {
            found.append(Identifier(.email, normalized: email))
        }
        if let phone = fields["phone"].flatMap({ normalizer.phone($0).e164 }) {
            found.append(Identifier(.phone, normalized: phone))
        }
        found.append(Identifier(.order, normalized: conversion.id))
        batch.append(
            found, of: .conversion(id: conversion.id), role: .own, seenAt: conversion.convertedAt)
    }
}
