import Pipeline

/// What a stitch found, for people.
struct StitchSummary {
    private let report: StitchReport

    init(_ report: StitchReport) { self.report = report }

    func print(to console: Console) {
        let rows: [(String, Int)] = [
            ("records decided in this run", report.solved),
            ("records in all", report.touchpoints),
            ("web sessions among them", report.sessions),
            ("persons", report.persons),
            ("values shared by many, which join nobody", report.genericValues),
            ("links refused by a rule or a decision", report.refusedLinks),
            ("values that show a household, which join nobody", report.households),
            ("records of staff and tests, which stand alone", report.excluded),
            ("records of the largest connected group", report.largestBlock),
        ]
        let kind = report.isRebuild ? "Stitched everything." : "Stitched what was new."
        console.note(kind)
        console.table(
            rows.map { ["  \($0)", GroupedNumber.text($1)] }, event: "stitch.count",
            isTitled: false)
    }
}

/// Whole numbers as people read them.
enum GroupedNumber {
    static func text(_ value: some BinaryInteger) -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (value < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}
