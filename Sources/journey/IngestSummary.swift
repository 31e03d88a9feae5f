import JourneyStore
import Pipeline

/// What became of the files of a load, for people.
struct IngestSummary {
    private let report: IngestReport

    init(_ report: IngestReport) { self.report = report }

    func print(to console: Console) {
        for failure in report.missing { console.error(Self.sentence(failure)) }
        if !report.files.isEmpty { console.table(counts) }
        for file in report.files {
            if let failure = file.failure { console.error(Self.sentence(failure)) }
            if file.isUnfinished {
                console.note("\(file.path): the last line has no end yet; the next load takes it.")
            }
            if file.holdsBackState {
                console.warning(
                    "\(file.path): the tap was not told to go on behind a rejected record, of which"
                        + " not all bytes are kept; it sends the record again.")
            }
            if let start = file.resumedAt {
                console.note(
                    "\(file.path): went on behind byte \(GroupedNumber.text(start)), where an"
                        + " earlier load had got.")
            }
            if let note = Self.unknown(file.unknownFields, sample: file.unknownSample) {
                console.note("\(file.path): \(note)")
            }
            for reject in file.rejects {
                console.warning(
                    "\(file.path):\(reject.line): \(reject.reason.rawValue): \(reject.message)")
            }
        }
        if report.run == nil, report.total.accepted > 0 {
            console.note(
                "A dry run compares with nothing that is loaded: accepted are also records that a"
                    + " load would find to be duplicates, updates or outdated.")
        }
        if report.total.rejected > 0 {
            console.note(
                report.run == nil
                    ? "\(GroupedNumber.text(report.total.rejected)) records would be rejected."
                    : "\(GroupedNumber.text(report.total.rejected)) records were rejected and kept:"
                        + " journey rejects list")
        }
        if let linkage = report.linkage { print(linkage, to: console) }
    }

    private var counts: [[String]] {
        let titles = [
            "file", "read", "accepted", "updated", "duplicate", "outdated", "rejected", "ignored",
        ]
        var rows = report.files.map { row($0.path, $0.counts) }
        if rows.count > 1 { rows.append(row("all files", report.total)) }
        return [titles] + rows
    }

    private func row(_ name: String, _ counts: LoadCounts) -> [String] {
        [name]
            + [
                counts.read, counts.accepted, counts.updated, counts.duplicate, counts.outdated,
                counts.rejected, counts.ignored,
            ].map { GroupedNumber.text($0) }
    }

    private func print(_ linkage: Linkage, to console: Console) {
        let names = ["chat": "chats", "voice": "calls"]
        for share in linkage.shares {
            guard let name = names[share.channel], share.contacts > 0 else { continue }
            let percent = share.linkable * 100 / share.contacts
            console.note(
                "\(GroupedNumber.text(share.linkable)) of \(GroupedNumber.text(share.contacts))"
                    + " \(name) (\(percent) %) are linkable: they hold an identifier that another"
                    + " channel records.")
            if share.unknownDirection > 0 {
                console.note(
                    "\(GroupedNumber.text(share.unknownDirection)) \(name) are of unknown direction."
                )
            }
        }
        for sentence in linkage.advice { console.note(sentence) }
    }

    /// The fields that were passed over, the most frequent first.
    private static func unknown(_ fields: [String: Int], sample: Int?) -> String? {
        if fields.isEmpty { return nil }
        let shown = 5
        let ordered = fields.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let names = ordered.prefix(shown)
            .map { "\(printable($0.key)) (\(GroupedNumber.text($0.value)))" }
        let more = fields.count > shown ? " and \(fields.count - shown) more" : ""
        let looked = sample.map { ", in a sample of \(GroupedNumber.text($0)) records" } ?? ""
        return "not read, because the format does not know them: "
            + names.joined(separator: ", ") + more + looked
    }

    /// Nothing of a file reaches the terminal as a command to it.
    private static func printable(_ name: String) -> String {
        let kept = name.unicodeScalars.prefix(40).map {
            let isPlain = $0.properties.generalCategory != .control && $0.value != 0x202e
            return isPlain ? String($0) : "?"
        }
        return kept.joined()
    }

    private static func sentence(_ failure: Failure) -> String {
        failure.advice.isEmpty ? failure.message : "\(failure.message). \(failure.advice)"
    }
}
