import ConnectorKit
import JourneyModel

/// The queue log of Asterisk: `/var/log/asterisk/queue_log`, and exports of its SQL table.
package struct AsteriskQueueLog: Connector {
    package static let description = ConnectorDescription(
        name: "asterisk-queue-log", channel: .voice, framing: .lines,
        summary: "Queue log of Asterisk and FreePBX; with the call records of the same --source it"
            + " makes one call.",
        key: "call: the one whose call records have callid as uniqueid or linkedid, else callid;"
            + " event: callid and hash of the record",
        options: [
            .init("gmt", "yes: times of the SQL table are UTC; else they need --time-zone"),
            .init(
                "internal",
                "extensions: ranges 1000-1999, Asterisk patterns 1XXX, or a regular expression"
                    + " (^ $)"),
            .init("own_numbers", "comma list of the company's public numbers; never a customer's"),
        ],
        sample: "1768210205|1768210200.65|support|NONE|ENTERQUEUE||+441632960123|1",
        resumption: .withFirstRow)

    private let settings: SourceSettings
    private let options: AsteriskOptions
    private let resolver: LocalTimeResolver?

    package init(settings: SourceSettings) throws(SettingError) {
        let names = Self.description.options.map(\.name)
        if let unknown = settings.options.keys.filter({ !names.contains($0) }).sorted().first {
            throw SettingError(
                "asterisk-queue-log has no option \(unknown); it has"
                    + " \(names.joined(separator: ", "))", isUnknownOption: true)
        }
        self.settings = settings
        options = try AsteriskOptions(settings.options)
        if options.isUTC {
            resolver = try LocalTimeResolver(zone: "UTC")
        } else {
            resolver = try settings.timeZone.map { zone throws(SettingError) in
                try LocalTimeResolver(zone: zone)
            }
        }
    }

    /// - Parameter header: The first row of the file when reading goes on behind it; it matters for
    ///   an export of the table only.
    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        QueueLogReader(
            options: options, resolver: resolver, region: settings.region, header: header)
    }

    /// A time, then what only this log writes as a fifth field.
    package static func recognises(_ head: FileHead) -> Recognition {
        guard let line = head.firstRecord(.lines) else { return .no }
        return line.withUnsafeBytes { bytes in
            var fields = QueueLogFields()
            do throws(Rejection) {
                try fields.split(bytes)
                if let names = fields.names, QueueLogColumns(header: names) != nil {
                    return .certain
                }
                if fields.isLine { return isKnown(try QueueLogRecord(fields, columns: nil)) }
                guard let columns = QueueLogColumns(row: fields) else { return .no }
                return isKnown(try QueueLogRecord(fields, columns: columns))
            } catch { return .no }
        }
    }

    private static func isKnown(_ record: QueueLogRecord) -> Recognition {
        let isWord = record.event.allSatisfy { (0x41...0x5a).contains($0) || $0 == 0x5f }
        guard isWord, !record.event.isEmpty else { return .no }
        if words.contains(String(decoding: record.event, as: UTF8.self)) { return .certain }
        return RowShape.isUniqueID(record.callID) ? .possible : .no
    }

    private static let words: Set<String> = [
        "ENTERQUEUE", "CONNECT", "COMPLETEAGENT", "COMPLETECALLER", "ABANDON", "EXITWITHTIMEOUT",
        "EXITEMPTY", "EXITWITHKEY", "BLINDTRANSFER", "ATTENDEDTRANSFER", "TRANSFER",
        "RINGNOANSWER", "RINGCANCELED", "WITHDRAW", "AGENTLOGIN", "AGENTLOGOFF",
        "AGENTCALLBACKLOGIN", "AGENTCALLBACKLOGOFF", "ADDMEMBER", "REMOVEMEMBER", "PAUSE",
        "UNPAUSE", "PAUSEALL", "UNPAUSEALL", "PENALTY", "RINGINUSE", "SYSCOMPAT", "AGENTDUMP",
        "CONFIGRELOAD", "QUEUESTART", "JOINEMPTY", "LEAVEEMPTY",
    ]
}
