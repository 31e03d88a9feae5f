import ConnectorKit
import JourneyModel

/// The call detail records of Asterisk: `Master.csv`, `cdr_custom` and exports of its SQL table.
package struct AsteriskCDR: Connector {
    package static let description = ConnectorDescription(
        name: "asterisk-cdr", channel: .voice, framing: .csv(hasHeader: false),
        summary: "Call detail records of Asterisk and FreePBX, as CSV with or without header.",
        key: "call: linkedid, else uniqueid; leg: uniqueid, linkedid and sequence, without sequence"
            + " channels, start and dst; without uniqueid the whole row",
        options: AsteriskOptions.known,
        sample: #"""
            "","+441632960123","600","support","""Ann Lee"" <+441632960123>","PJSIP/trunk-00000041","PJSIP/1001-00000042","Queue","support,t,,,60","2026-01-12 09:30:00","2026-01-12 09:30:24","2026-01-12 09:34:24",264,240,"ANSWERED","DOCUMENTATION","1768210200.65","","","1768210200.65",130
            """#,
        needsTimeZone: true, resumption: .withFirstRow)

    private let settings: SourceSettings
    private let options: AsteriskOptions
    private let clock: AsteriskClock

    package init(settings: SourceSettings) throws(SettingError) {
        self.settings = settings
        options = try AsteriskOptions(settings.options)
        if options.isUTC {
            clock = try AsteriskClock(zone: "UTC")
        } else if let zone = settings.timeZone {
            clock = try AsteriskClock(zone: zone)
        } else {
            throw SettingError(
                "asterisk-cdr writes local times: give --time-zone, such as Europe/Berlin,"
                    + " or --option gmt=yes")
        }
    }

    /// - Parameter header: The first row of the file when reading goes on behind it; a row of data
    ///   is no header and is passed over.
    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        AsteriskReader(
            source: settings.name, options: options, clock: clock, region: settings.region,
            header: header)
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        let found = head.firstRecord(description.framing)?.withUnsafeBytes { bytes in
            var row = CSVRow()
            do { try row.split(bytes) } catch { return Recognition.no }
            return recognises(row)
        }
        return found ?? .no
    }

    private static func recognises(_ row: CSVRow) -> Recognition {
        if AsteriskLayout.header(row) != nil {
            let names = (0..<row.count).compactMap { AsteriskColumn(named: row.text($0)) }
            return names.contains(.lastapp) || names.contains(.dstchannel) ? .certain : .possible
        }
        guard let layout = AsteriskLayout.determined(by: row) else { return .no }
        let row = AsteriskRow(fields: row, layout: layout)
        return RowShape.isTime(row[.start]) ? .certain : .no
    }
}
