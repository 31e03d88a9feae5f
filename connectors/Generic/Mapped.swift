import ConnectorKit
import JourneyModel

/// Any export of a company's own, as a mapping file describes it.
package struct Mapped: Connector {
    package static let description = ConnectorDescription(
        name: "mapped",
        channel: .chat,
        framing: .table,
        summary: "Your own CSV, TSV, NDJSON or JSON export, described by a mapping file"
            + " (`journey connectors mapped --infer FILE` drafts one).",
        key: "the mapping's id, else the hash of the record",
        options: [
            .init("mapping", "the YAML file that describes it (required)", isFile: true)
        ],
        sample: """
            Chat Reference,Started,Ended,Operator,Department,Visitor Email,Result
            8841,04/03/2024 09:12:44,04/03/2024 09:20:01,Ada,Billing,lea.roth@example.com,Answered
            """,
        resumption: .anywhere,
        isOfAnyChannel: true
    )

    private let settings: SourceSettings
    private let file: MappingFile
    private let mapping: Mapping
    private let clock: MappedClock

    package init(settings: SourceSettings) throws(SettingError) {
        for option in settings.options.keys.sorted() where option != "mapping" {
            throw SettingError("mapped has no option \(option)", isUnknownOption: true)
        }
        guard let text = settings.options["mapping"] else {
            throw SettingError(
                "mapped needs the option mapping, such as --option mapping=FILE.yaml; `journey"
                    + " connectors mapped --infer FILE` drafts one", isMissingOption: true)
        }
        do {
            file = try MappingFile.table(text)
        } catch {
            throw SettingError("the mapping, \(error)")
        }
        guard let mapping = file.mapping else {
            throw SettingError("the mapping describes no record")
        }
        self.mapping = mapping
        self.settings = settings
        clock = try MappedClock(zone: mapping.timeZone ?? settings.timeZone)
    }

    /// A file does not tell that somebody has a mapping for it.
    package static func recognises(_ head: FileHead) -> Recognition { .no }

    package var framing: Framing { file.framing }
    package var channel: Channel { mapping.kind.channel }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        try MappedReader(
            RecordBuilder(mapping, source: settings.name, clock: clock, region: settings.region),
            header: file.format.isTable ? header ?? file.columns : nil,
            dialect: file.framing.dialect, envelope: file.envelope)
    }
}
