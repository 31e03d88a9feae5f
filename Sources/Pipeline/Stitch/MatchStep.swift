import IdentityResolution
import JourneyModel
import Postgres

/// Matches chats and calls that carry no browser id with the browser whose pages and clicks they fit.
///
/// A match is evidence like any other: what it joins, and when, is decided by the rules.
struct MatchStep {
    let stage: Stitch
    let rules: IdentityRules

    /// A single page within a few seconds is too often somebody else's too.
    private static let fewestPages = 2
    /// Calls this much around a click tell how many come by chance.
    private static let usualCalls = 1_800

    func run(lastRun: Int) throws {
        try stage.script("19_prepare_matches")
        if rules.trail.isUsed {
            let within = Self.seconds(rules.trail.within)
            try stage.execute("19_mark_trails", .int(lastRun), within)
            try stage.execute("19_fit_trails", within, .int(Self.fewestPages))
        }
        if rules.click.isUsed {
            let around = Self.seconds(rules.click.within + Self.usualCalls)
            try stage.execute("19_mark_clicks", .int(lastRun), around)
            try stage.execute(
                "19_fit_clicks", Self.seconds(rules.click.within),
                .int(Self.chance(rules.click)), Self.seconds(Self.usualCalls))
        }
        try stage.script("19_replace_matches")
    }

    /// How many of 100 links chance may make: no more than the rules say are wrong.
    static func chance(_ match: IdentityRules.Match) -> Int { max(1, 100 - match.percent) }

    private static func seconds(_ count: Int) -> Parameter { .text("\(count) seconds") }
}
