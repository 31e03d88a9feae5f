import IdentityResolution
import JourneyModel
import Postgres
import Schema

/// A stitch of the past: what was believed after it can be worked out again.
package struct PastStitch: Sendable, Hashable {
    /// Which one is meant: the newest that was done by then.
    package enum Moment: Sendable, Hashable {
        case run(Int)
        case time(Timestamp)
        /// The last one.
        case now
    }

    package let run: Int
    /// The newest run whose records and decisions it saw.
    package let factsThrough: Int
    package let rulesVersion: String
    /// IANA name; `nil` where the site had none.
    package let siteTimeZone: String?
    /// UTC, as exports write times.
    package let stitchedAt: String

    /// - Throws: ``Failure`` (66) for a run that is not there, and where nothing was stitched by then.
    package static func find(_ moment: Moment, in workspace: Workspace) throws -> PastStitch {
        let (run, time): (Parameter, Parameter) =
            switch moment {
            case .run(let run): (.int(run), .null)
            case .time(let time): (.null, .timestamp(time.microseconds))
            case .now: (.null, .null)
            }
        if case .run(let run) = moment { try checkRun(run, workspace) }
        let found = try workspace.past("find_stitch", run, time)
        guard !found.isEmpty else { throw try nothingKept(moment, workspace) }
        let zone = found.string(0, 3) ?? ""
        return PastStitch(
            run: found.int(0, 0) ?? 0, factsThrough: found.int(0, 1) ?? 0,
            rulesVersion: found.string(0, 2) ?? "", siteTimeZone: zone.isEmpty ? nil : zone,
            stitchedAt: found.string(0, 4) ?? "")
    }

    /// The rules that it worked with.
    ///
    /// - Throws: ``Failure`` (78) for rules that this program cannot read.
    package func rules(in workspace: Workspace) throws -> RulesInForce {
        let found = try workspace.past("rules_text", .text(rulesVersion))
        guard !found.isEmpty, let text = found.string(0, 0) else {
            return RulesInForce(rules: .builtIn, origin: "built-in")
        }
        do {
            return try RulesInForce(parsing: text, origin: "run \(run)")
        } catch {
            throw Failure(
                exitCode: 78, message: "the rules of run \(run) cannot be read: \(error)",
                advice: "Use the version of journey that made that run.")
        }
    }

    private static func checkRun(_ run: Int, _ workspace: Workspace) throws {
        guard let id = Int32(exactly: run),
            try workspace.past("has_run", .int(Int(id))).bool(0, 0) == true
        else {
            throw Failure(
                exitCode: 66, message: "there is no run \(run)",
                advice: "`journey runs` lists them.")
        }
    }

    private static func nothingKept(_ moment: Moment, _ workspace: Workspace) throws -> Failure {
        let kept = try workspace.past("has_run", .int(0))
        guard let first = kept.int(0, 1) else {
            return Failure(
                exitCode: 66, message: "no state is kept yet", advice: "Run `journey stitch`.")
        }
        return Failure(
            exitCode: 66, message: "nothing is kept of what was stitched by then",
            advice: "States are kept from run \(first) on.")
    }
}

extension Workspace {
    /// Runs a statement of `schema/queries/past`.
    func past(_ name: String, _ parameters: Parameter...) throws -> ResultSet {
        let sql = Schema.localized(try Schema.query("past/\(name)"), schema: schema.main)
        return try connection.execute(Query(sql: sql, parameters: parameters))
    }
}
