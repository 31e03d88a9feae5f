import ArgumentParser
import JourneyStore
import Pipeline

/// `journey freshness`
struct FreshnessCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "freshness",
        abstract: "Show how new the newest record of each source is, and what is late.",
        discussion: """
            Held against `freshness` and `expect_by` of the configuration at hand, else of the last
            scheduled run. Records more than a day in the future make no source newer; they are
            counted as future_records. Ends with 1 when a source is older than its error limit.

            Examples:
              journey freshness
              journey freshness --format json
            """)

    @OptionGroup var result: ResultOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        try global.reading { workspace in
            let configured = try global.configuration()?.content
            let zone = try configured?.timeZone ?? workspace.site().timeZone ?? "UTC"
            let ages = try workspace.overview.freshness(
                now: Clock.now,
                expecting: configured.map { SourceExpectation.all(of: $0, siteZone: zone) } ?? [])
            try result.write(Self.listing(ages, isForPeople: result.isForPeople))
            for age in ages where age.state == .error || age.state == .late {
                let fields: Console.Fields = ["source": .text(age.source)]
                let text = "\(age.source): \(age.sentence)"
                if age.state == .error {
                    console.error(text, event: "freshness.error", fields)
                } else {
                    console.warning(text, event: "freshness.late", fields)
                }
            }
            for age in ages where age.future > 0 {
                console.warning(
                    "\(age.source): \(age.future) records are more than a day in the future;"
                        + " they count for no age", event: "freshness.future",
                    ["source": .text(age.source), "records": .int(Int64(age.future))])
            }
            let unwatched = ages.count { $0.state == .unwatched }
            if unwatched > 0 {
                console.note(
                    "\(unwatched) of \(ages.count) sources have no limit: give them `freshness` or"
                        + " `expect_by` in the configuration (`journey run --example`).")
            }
            if ages.contains(where: { $0.state == .error }) { throw ExitCode(1) }
        }
    }

    /// Programs get all ages in hours.
    private static func listing(_ ages: [SourceAge], isForPeople: Bool) -> Overview.Listing {
        let unit = isForPeople ? "" : "_hours"
        let text = isForPeople ? SourceAge.words : SourceAge.hours
        return Overview.Listing(
            columns: [
                "source", "state", "age\(unit)", "newest", "loaded", "connector", "channel",
                "warn\(unit)", "error\(unit)", "expected_by", "future_records",
            ],
            rows: ages.map { age in
                [
                    age.source, age.state.rawValue, age.ageSeconds.map(text),
                    age.newest?.utcText, age.loaded?.utcText, age.connector, age.channel,
                    age.expectation?.warnSeconds.map(text),
                    age.expectation?.errorSeconds.map(text),
                    age.expectation?.expectByMinutes.flatMap(TimeOfDay.init(minutes:))?.description,
                    String(age.future),
                ]
            })
    }
}
