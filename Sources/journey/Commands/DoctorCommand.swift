import ArgumentParser
import Pipeline

/// `journey doctor`
struct DoctorCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check database, version, key, schema and sources, and say what to do.",
        discussion: """
            Ends with 1 when something needs attention.

            Examples:
              journey doctor
            """)

    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let options = try global.workspaceOptions(retryFor: .seconds(2))
        let findings = Checkup.run(options, now: Clock.now)
        let rows = findings.map { finding in
            [finding.isGood ? "good" : "LOOK", finding.what, finding.found]
        }
        var lines = AlignedText.lines([["", "check", "found"]] + rows)
        let advice = findings.compactMap(\.advice)
        if !advice.isEmpty { lines += [""] + advice.map { "- \($0)" } }
        try ResultOutput(path: nil).write(lines.joined(separator: "\n") + "\n")
        if findings.contains(where: { !$0.isGood }) { throw ExitCode(1) }
    }
}
