import ArgumentParser
import JourneyModel
import Pipeline
import Reports

/// Which state of the past is asked for.
struct PastOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "As it was reported after a run, or at a time.", valueName: "run|time"))
    var asOf: String?

    @Option(
        help: ArgumentHelp(
            "What changed since a run, or a time, and what moved it.", valueName: "run|time"))
    var diff: String?

    func check(isSQL: Bool, isDetail: Bool) throws(UsageError) {
        if asOf != nil, diff != nil {
            throw UsageError(.wrongUsage, "--as-of and --diff exclude each other")
        }
        guard asOf != nil || diff != nil else { return }
        if isSQL {
            throw UsageError(.wrongUsage, "--sql prints a statement and reads no state of the past")
        }
        if isDetail, diff != nil {
            throw UsageError(
                .wrongUsage, "--diff compares figures; for single rows compare two --as-of --detail"
            )
        }
    }

    func asOf(siteZone: String?) throws -> PastStitch.Moment? {
        try asOf.map { try Self.moment($0, siteZone) }
    }

    func diff(siteZone: String?) throws -> PastStitch.Moment? {
        try diff.map { try Self.moment($0, siteZone) }
    }

    /// Digits alone are a run.
    private static func moment(_ text: String, _ siteZone: String?) throws -> PastStitch.Moment {
        if let run = Int(text) { return .run(run) }
        return .time(try DateParser(now: Clock.now, timeZone: siteZone ?? "UTC").moment(text))
    }
}
