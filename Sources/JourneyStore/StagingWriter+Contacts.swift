import JourneyModel
import Postgres

extension StagingWriter {
    /// Turns of one chat that are kept.
    private static let turnLimit = 32_767

    func writeContacts(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ pages: PageDictionary,
        on connection: Connection
    ) throws -> Int {
        let contacts = batch.contacts.filter { range.contains($0.record) }
        if contacts.isEmpty { return 0 }
        let count = try connection.copyIn(Self.copy("stage_contact")) { writer in
            for contact in contacts {
                try write(
                    contact, line: batch.places[Int(contact.record)].line,
                    page: contact.pageURL.flatMap(pages.page), into: &writer)
            }
        }
        if contacts.allSatisfy(\.turns.isEmpty) { return count }
        try connection.copyIn(Self.copy("stage_turn")) { writer in
            for contact in contacts where !contact.turns.isEmpty {
                let key = keys.key(contact.id)
                for (ordinal, turn) in contact.turns.prefix(Self.turnLimit).enumerated() {
                    try writer.row(fields: 7)
                    writer.int32(Int32(contact.record))
                    writer.key(key)
                    writer.int16(Int16(ordinal))
                    writer.timestamp(turn.at.microseconds)
                    writer.int16(turn.author.rawValue)
                    writer.text(nonEmpty: turn.agent)
                    writer.text(turn.text)
                }
            }
        }
        return count
    }

    /// The trails of chats, without what is no page.
    func writeChatPages(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ pages: PageDictionary,
        on connection: Connection
    ) throws -> Int {
        let contacts = batch.contacts.filter { range.contains($0.record) && !$0.trail.isEmpty }
        if contacts.isEmpty { return 0 }
        return try connection.copyIn(Self.copy("stage_chat_page")) { writer in
            for contact in contacts {
                let key = keys.key(contact.id)
                for visit in contact.trail {
                    guard let page = pages.number(visit.url) else { continue }
                    try writer.row(fields: 5)
                    writer.int32(Int32(contact.record))
                    writer.key(key)
                    writer.timestamp(visit.at.microseconds)
                    writer.int32(page)
                    writer.int64(batch.places[Int(contact.record)].line)
                }
            }
        }
    }

    private func write(
        _ contact: Contact, line: Int64, page: String?, into writer: inout CopyWriter
    ) throws {
        try writer.row(fields: 33)
        writer.int32(Int32(contact.record))
        writer.key(keys.key(contact.id))
        writer.text(contact.id)
        writer.text(contact.channel.rawValue)
        writer.timestamp(contact.version?.microseconds)
        writer.text(contact.direction.rawValue)
        writer.text(contact.initiatedBy.rawValue)
        writer.timestamp(contact.startedAt.microseconds)
        writer.timestamp(contact.answeredAt?.microseconds)
        writer.timestamp(contact.endedAt?.microseconds)
        writer.timestamp(contact.lastHumanAt?.microseconds)
        writer.text(contact.outcome.rawValue)
        writer.bool(contact.isDropped)
        writer.bool(contact.isBot)
        writer.text(nonEmpty: contact.queue)
        writer.text(nonEmpty: contact.agent)
        writer.text(nonEmpty: contact.brand)
        writer.text(nonEmpty: contact.tags)
        writer.text(nonEmpty: contact.chainID)
        writer.text(nonEmpty: contact.transferredTo.map(PersonalData.cleaned))
        writer.int16(contact.transfers)
        writer.int64(contact.waitMs)
        writer.int64(contact.firstResponseMs)
        writer.int64(contact.talkMs)
        writer.int64(contact.holdMs)
        writer.int64(contact.wrapMs)
        writer.int64(contact.handleMs)
        writer.bool(contact.askedToCall)
        writer.text(page)
        writer.int16(contact.device.rawValue)
        writer.text(nonEmpty: contact.language.map(PersonalData.cleaned))
        writer.int16(contact.csat)
        writer.int64(line)
    }

    func writeLegs(
        _ batch: RecordBatch, _ range: Range<UInt32>, on connection: Connection
    ) throws -> Int {
        let legs = batch.legs.filter { range.contains($0.record) }
        if legs.isEmpty { return 0 }
        return try connection.copyIn(Self.copy("stage_leg")) { writer in
            for leg in legs {
                try write(leg, line: batch.places[Int(leg.record)].line, into: &writer)
            }
        }
    }

    private func write(_ leg: ContactLeg, line: Int64, into writer: inout CopyWriter) throws {
        try writer.row(fields: 30)
        writer.int32(Int32(leg.record))
        writer.key(keys.leg(call: leg.callID, leg: leg.legID))
        writer.key(keys.key(leg.callID))
        writer.text(leg.legID)
        writer.text(leg.callID)
        writer.key(leg.channelID.map { keys.key($0) })
        writer.key(leg.follows.map { keys.key($0) })
        writer.text(leg.channel.rawValue)
        writer.timestamp(leg.version?.microseconds)
        writer.text(nonEmpty: leg.event?.rawValue)
        writer.text(leg.direction.rawValue)
        writer.timestamp(leg.startedAt.microseconds)
        writer.timestamp(leg.answeredAt?.microseconds)
        writer.timestamp(leg.endedAt?.microseconds)
        writer.timestamp(leg.lastHumanAt?.microseconds)
        writer.text(leg.outcome.rawValue)
        writer.bool(leg.isDropped)
        writer.text(nonEmpty: leg.queue)
        writer.text(nonEmpty: leg.agent)
        writer.text(nonEmpty: leg.dialled)
        writer.text(nonEmpty: leg.chainID)
        writer.text(nonEmpty: leg.transferredTo.map(PersonalData.cleaned))
        writer.bool(leg.isTransfer)
        writer.int64(leg.waitMs)
        writer.int64(leg.firstResponseMs)
        writer.int64(leg.talkMs)
        writer.int64(leg.holdMs)
        writer.int64(leg.wrapMs)
        writer.int64(leg.sequence)
        writer.int64(line)
    }

    func writeConversions(
        _ batch: RecordBatch, _ range: Range<UInt32>, on connection: Connection
    ) throws -> Int {
        let conversions = batch.conversions.filter { range.contains($0.record) }
        if conversions.isEmpty { return 0 }
        return try connection.copyIn(Self.copy("stage_conversion")) { writer in
            for conversion in conversions {
                try writer.row(fields: 12)
                writer.int32(Int32(conversion.record))
                writer.key(keys.key(conversion.id))
                writer.text(conversion.id)
                writer.timestamp(conversion.version?.microseconds)
                writer.timestamp(conversion.convertedAt.microseconds)
                writer.int64(conversion.amount)
                writer.int64(conversion.refunded)
                writer.text(conversion.currency)
                writer.text(nonEmpty: conversion.salesChannel)
                writer.text(nonEmpty: conversion.status)
                writer.text(conversion.goal)
                writer.int64(batch.places[Int(conversion.record)].line)
            }
        }
    }

    func writeCustomers(
        _ batch: RecordBatch, _ range: Range<UInt32>, on connection: Connection
    ) throws -> Int {
        let customers = batch.customers.filter { range.contains($0.record) }
        if customers.isEmpty { return 0 }
        return try connection.copyIn(Self.copy("stage_customer")) { writer in
            for customer in customers {
                try writer.row(fields: 8)
                writer.int32(Int32(customer.record))
                writer.key(keys.key(customer.id))
                writer.text(customer.id)
                writer.timestamp(customer.version?.microseconds)
                writer.timestamp(customer.seenAt?.microseconds)
                writer.text(nonEmpty: customer.brand)
                writer.text(nonEmpty: customer.segment)
                writer.int64(batch.places[Int(customer.record)].line)
            }
        }
    }

    func writeRejects(
        _ batch: RecordBatch, _ range: Range<UInt32>, on connection: Connection
    ) throws -> Int {
        let rejects = batch.rejections.filter { range.contains($0.record) }
        if rejects.isEmpty { return 0 }
        return try connection.copyIn(Self.copy("stage_reject")) { writer in
            for reject in rejects {
                let place = batch.places[Int(reject.record)]
                try writer.row(fields: 8)
                writer.text(reject.rejection.reason.rawValue)
                writer.bytea(Self.digest(reject))
                writer.int64(place.byteOffset)
                writer.int64(place.line)
                writer.text(reject.rejection.field)
                writer.text(reject.rejection.message)
                writer.int64(reject.length)
                writer.bytea(reject.raw)
            }
        }
    }

    /// Of the bytes that are kept and, where not all are, of the whole length as well.
    private static func digest(_ reject: RejectedRecord) -> [UInt8] {
        var bytes = reject.raw
        if Int64(bytes.count) < reject.length { bytes += Array("\u{1f}\(reject.length)".utf8) }
        return bytes.withUnsafeBytes { Digest.sha256($0) }
    }
}
