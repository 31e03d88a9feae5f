import ConnectorKit
import JourneyModel

/// Identifiers beside the event's own browser and login, and the order that a transaction is.
extension SnowplowReader {
    func appendEvidence(
        of event: WebEvent, _ stated: [Identifier], to batch: inout RecordBatch
    ) throws(Rejection) {
        var found = stated
        for column in [Column.transactionOrder, Column.itemOrder] {
            if let order = value(column).flatMap({ identity.order($0) }) { found.append(order) }
        }
        // Set on the first page behind a link from another domain of the company.
        if let former = value(Column.referrerUserID).flatMap({ identity.browser($0) }) {
            found.append(former)
        }
        if choices.usesNetworkUserID, !row[Column.domainUserID].isEmpty,
            let network = value(Column.networkUserID).flatMap({ identity.browser($0) })
        {
            found.append(network)
        }
        if found.isEmpty { return }
        let id = String(decoding: batch.arena[event.id.range], as: UTF8.self)
        batch.append(found, of: .webEvent(id: id), role: .own, seenAt: event.occurredAt)
    }

    /// A `transaction` event as a conversion of its order id.
    func appendConversion(of event: WebEvent, to batch: inout RecordBatch) throws(Rejection) {
        guard let order = value(Column.transactionOrder).flatMap({ identity.order($0) }) else {
            throw Rejection(
                .missingField, field: "tr_orderid", "A transaction has no tr_orderid in column 60.")
        }
        guard let total = value(Column.transactionTotal),
            let amount = Decimal64(total, decimals: 4, roundsDown: true), amount.units >= 0
        else {
            throw Rejection(
                .badNumber, field: "tr_total",
                "tr_total of a transaction is not an amount such as 19.99.")
        }
        guard let currency = value(Column.transactionCurrency), currency.count == 3,
            currency.allSatisfy({ ByteText.isLetter($0) })
        else {
            throw Rejection(
                .badValue, field: "tr_currency",
                "tr_currency of a transaction is not an ISO 4217 code such as EUR.")
        }
        var conversion = Conversion(
            record: batch.record, id: order.value, convertedAt: event.occurredAt,
            amount: amount.units,
            currency: String(decoding: currency, as: UTF8.self).uppercased())
        conversion.salesChannel = "web"
        batch.conversions.append(conversion)
        batch.append(
            conversionEvidence(of: event, order, in: batch), of: .conversion(id: order.value),
            role: .own, seenAt: event.occurredAt)
    }

    private func conversionEvidence(
        of event: WebEvent, _ order: Identifier, in batch: RecordBatch
    ) -> [Identifier] {
        var found: [Identifier] = []
        let account = String(decoding: batch.arena[event.account.range], as: UTF8.self)
        if let login = identity.normalizer.account(account) { found.append(login.identifier) }
        let browser = batch.arena[event.browser.range]
        if let id = browser.withUnsafeBufferPointer({ identity.browser($0) }) { found.append(id) }
        found.append(order)
        return found
    }
}
