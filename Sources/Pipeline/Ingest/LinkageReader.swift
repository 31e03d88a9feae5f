import JourneyModel
import JourneyStore
import Postgres
import Schema

/// Counts, before any stitching, how many contacts of a run could be matched at all.
struct LinkageReader {
    let connection: Connection
    let schema: SchemaName

    func read(run: Int32) throws -> Linkage {
        let text = Schema.localized(
            try Schema.query("ingest/linkable_contacts"), schema: schema.main)
        let result = try connection.execute(Query(sql: text, .int(Int64(run))))
        var shares: [Linkage.Share] = []
        for row in 0..<result.rowCount {
            shares.append(
                .init(
                    channel: result.string(row, 0) ?? "", contacts: result.int(row, 1) ?? 0,
                    linkable: result.int(row, 2) ?? 0,
                    unknownDirection: result.int(row, 3) ?? 0))
        }
        let channels = Set(try SourceStore(connection, schema: schema).all().map(\.channel))
            .union(shares.map(\.channel))
        return Linkage(shares: shares, advice: Self.advice(shares, channels: channels))
    }

    private static func advice(_ shares: [Linkage.Share], channels: Set<String>) -> [String] {
        var advice: [String] = []
        let isIncomplete = shares.contains { $0.linkable < $0.contacts }
        if isIncomplete, !channels.contains(Channel.master.rawValue) {
            advice.append(
                "Load the customer master (`journey ingest customers FILE`): it joins chats that"
                    + " give an e-mail address to calls that give a number.")
        }
        let needed: [(Channel, String)] = [
            (.web, "Load web events: their logins tell who chatted anonymously."),
            (.chat, "Load chats: without them there is nothing to follow into calls."),
            (.voice, "Load calls: without them no chat can be followed by one."),
        ]
        for (channel, sentence) in needed
        where isIncomplete && !channels.contains(channel.rawValue) {
            advice.append(sentence)
        }
        if shares.contains(where: { $0.unknownDirection > 0 }) {
            advice.append(
                "Calls of unknown direction are in no report of inbound calls; the options of the"
                    + " connector say which numbers are yours.")
        }
        return advice
    }
}
