import ArgumentParser
import Pipeline
import Reports

extension RulesCommand {
    /// `journey rules preview`
    struct Preview: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what other identity rules would change, before they are applied.",
            discussion: """
                How many persons would become one or fall apart, with examples and their evidence, and
                how the figures of every report would move. The records are those that the last
                `journey stitch` saw; nothing of the installation changes.

                Examples:
                  journey rules preview identity.yaml
                  journey rules preview identity.yaml --examples 20 --format json
                """)

        @Argument(help: "A file as identity.yaml; - is standard input.")
        var file: String

        @Option(help: "How many merged and how many split persons are shown.")
        var examples = 5

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            let rules = try rules(InputText.read(file))
            try global.reading { workspace in
                let last = try PastStitch.find(.now, in: workspace)
                let answer = try ShadowInstallation.with(workspace) { shadow in
                    console.progress("preview: records")
                    try shadow.copy(last)
                    let before = try reports(shadow)
                    try shadow.stitch(rules, of: workspace) { console.progress("preview: \($0)") }
                    let after = try reports(shadow)
                    console.progress(nil)
                    return try sheet(before, after, PersonChanges(shadow, .shadowIsAfter))
                }
                guard try PastStitch.find(.now, in: workspace) == last else {
                    throw Failure(
                        exitCode: 75, message: "another stitch ended meanwhile",
                        advice: "Run the command again.")
                }
                try result.write(answer, console: console)
            }
        }

        private func rules(_ text: String) throws -> RulesInForce {
            do {
                return try RulesInForce(parsing: text, origin: file)
            } catch {
                throw UsageError(.unusableInput, "\(file), \(error)")
            }
        }

        /// Every report as it is printed without options.
        private func reports(_ shadow: ShadowInstallation) throws -> [ReportTable] {
            let runner = try shadow.reports()
            return try Catalogue().reports.map { try runner.report($0.name, ReportRequest()) }
        }

        private func sheet(
            _ before: [ReportTable], _ after: [ReportTable], _ changes: PersonChanges
        ) throws -> ReportSheet {
            var numbers = ReportDifference.table(
                zip(before, after).map { ($0.name, ReportDifference(before: $0, after: $1)) },
                title: "Figures that would change", isForPeople: result.isReadByPeople)
            numbers.emptyWords = "No figure of any report would change."
            var tables = [
                ("numbers", numbers), ("persons", counted(try changes.counts())),
                ("examples", shown(try changes.examples(limit: examples))),
            ]
            for index in tables.indices { tables[index].1.head = after.first?.head ?? ReportHead() }
            // People read what happens to persons first; other formats may have room for one table.
            if result.isReadByPeople { tables.append(tables.removeFirst()) }
            return ReportSheet(
                title: "Preview of \(file)", parts: tables.map { ReportSheet.Part($0.0, $0.1) })
        }

        private func counted(_ counts: PersonChanges.Counts) -> ReportTable {
            let lines: [(String, Int)] = [
                ("persons now", counts.personsBefore), ("persons then", counts.personsAfter),
                ("persons merged", counts.merged), ("into", counts.mergedInto),
                ("persons split", counts.split), ("into parts", counts.splitInto),
                ("records with another person", counts.recordsMoved),
            ]
            return ReportTable(
                name: "persons", title: "What would happen to persons",
                columns: [Column("what", .text), Column("count", .count)],
                rows: lines.map { [.text($0.0), .figure(Double($0.1))] })
        }

        private func shown(_ examples: [PersonChanges.Example]) -> ReportTable {
            let names = [
                "change", "person", "first_record", "second_record", "kind", "value", "otherwise",
            ]
            var table = ReportTable(
                name: "examples", title: "Persons of the most records",
                columns: names.map { Column($0, .text) } + [
                    Column("parts", .count), Column("records", .count),
                ],
                rows: examples.map { example in
                    let evidence = example.evidence
                    let words = [
                        example.change, example.person, evidence?.first, evidence?.second,
                        evidence?.kind, evidence?.value, evidence?.otherwise,
                    ]
                    return words.map { word in
                        word.flatMap { $0.isEmpty ? nil : Cell.text($0) } ?? .none
                    } + [.figure(Double(example.parts)), .figure(Double(example.records))]
                })
            table.emptyWords = "No person would become another."
            return table
        }
    }
}
