import ConnectorKit
import JourneyModel

/// Legs, conversions and customers.
extension RecordBuilder {
    func appendLeg(
        _ fields: MappedFields, _ input: Input, to batch: inout RecordBatch
    ) throws(Rejection) {
        guard let call = try fields.text("call_id"), let start = try fields.moment("started_at")
        else { return }
        let direction =
            try fields.word("direction").flatMap { Direction(rawValue: $0) } ?? .unknown
        var leg = ContactLeg(
            record: batch.record, callID: try usable(call, of: "call_id", fields),
            legID: try id(fields, input), direction: direction, startedAt: start,
            outcome: .handled)
        leg.answeredAt = try fields.moment("answered_at")
        leg.endedAt = try end(fields, from: start).map { max(start, $0) }
        leg.version = try fields.moment("updated_at")
        leg.talkMs = try fields.duration("talk")
        leg.holdMs = try fields.duration("hold")
        leg.wrapMs = try fields.duration("wrap")
        leg.waitMs = try fields.duration("wait")
        leg.firstResponseMs = try fields.duration("first_response")
        leg.transferredTo = try fields.text("transferred_to")
        leg.chainID = try fields.text("chain_id")
        leg.isDropped = try fields.flag("dropped")
        leg.queue = try fields.text("queue")
        leg.agent = try fields.text("agent")
        leg.sequence = try fields.whole("sequence")
        // A number of the outside is personal data and stays in the evidence.
        let dialled = try fields.text("dialled")
        leg.dialled = dialled.flatMap { text in
            normalizer.phone(text).e164 == nil || ownNumbers.contains(text) ? text : nil
        }
        leg.outcome =
            try fields.word("outcome").flatMap { Outcome(rawValue: $0) }
            ?? outcome(
                isAnswered: leg.answeredAt != nil || (leg.talkMs ?? 0) > 0, direction: direction)
        batch.legs.append(leg)
        var found = identifiers(input.values, direction: direction)
        if direction == .inbound, let number = dialled.flatMap({ normalizer.companyNumber($0) }) {
            found.append((number, .click))
        }
        append(
            found, of: .leg(callID: leg.callID, legID: leg.legID), seenAt: start, to: &batch)
    }

    func appendConversion(
        _ fields: MappedFields, _ input: Input, to batch: inout RecordBatch
    ) throws(Rejection) {
        guard let at = try fields.moment("converted_at"), let amount = try fields.amount("amount"),
            let currency = try fields.text("currency")?.uppercased()
        else { return }
        guard currency.utf8.count == 3, currency.utf8.allSatisfy(ByteText.isLetter) else {
            let name = fields.rules["currency"]?.name ?? "currency"
            throw Rejection(
                .badValue, field: name, "\(name) is not an ISO 4217 code such as EUR.")
        }
        let stated = try fields.text("id")
        var conversion = Conversion(
            record: batch.record, id: try id(fields, input), convertedAt: at, amount: amount,
            currency: currency)
        conversion.version = try fields.moment("updated_at")
        conversion.refunded = try fields.amount("refunded") ?? 0
        conversion.salesChannel = try fields.text("sales_channel")?.lowercased()
        conversion.status = try fields.text("status")?.lowercased()
        conversion.goal = try fields.text("goal")?.lowercased() ?? "sale"
        batch.conversions.append(conversion)
        var found = identifiers(input.values)
        if stated != nil { found.append((Identifier(.order, normalized: conversion.id), .own)) }
        append(found, of: .conversion(id: conversion.id), seenAt: at, to: &batch)
    }

    func appendCustomer(
        _ fields: MappedFields, _ input: Input, to batch: inout RecordBatch
    ) throws(Rejection) {
        guard let stated = try fields.text("account") else { return }
        guard let login = normalizer.account(stated) else {
            let name = fields.rules["account"]?.name ?? "account"
            throw Rejection(
                .badValue, field: name,
                "\(name) names no customer; it is a placeholder or was rounded by a spreadsheet.")
        }
        let from = try fields.moment("valid_from")
        let to = try fields.moment("valid_to")
        if let from, let to, to < from {
            let name = fields.rules["valid_to"]?.name ?? "valid_to"
            throw Rejection(
                .badValue, field: name, "\(name) lies before the start of validity; swap them.")
        }
        let account = login.account.value
        let id = from.map { account + "#" + TimeParser.text(of: $0) } ?? account
        var customer = Customer(record: batch.record, account: account, id: id)
        customer.version = try fields.moment("updated_at")
        customer.seenAt = from ?? customer.version
        customer.brand = try fields.text("brand")
        customer.segment = try fields.text("segment")
        batch.customers.append(customer)
        append(
            [(login.identifier, .master)] + identifiers(input.values),
            of: .customer(id: id), seenAt: customer.seenAt, validTo: to, to: &batch)
    }
}
