import JourneyModel
import JourneyStore
import Postgres

/// What `journey doctor` looks at, one thing after the other; it changes nothing.
package enum Checkup {
    package struct Finding: Sendable, Hashable {
        package var what: String
        package var isGood: Bool
        package var found: String
        /// What to do about it.
        package var advice: String?
    }

    package static func run(_ options: Workspace.Options, now: Timestamp) -> [Finding] {
        var findings: [Finding] = []
        do {
            let workspace = try Workspace.open(options, for: .read, command: "doctor")
            findings.append(.init(what: "schema", isGood: true, found: workspace.location))
            findings += try server(workspace)
            findings.append(key(workspace))
            findings += try rules(workspace)
            findings += try contents(workspace, now: now)
        } catch {
            findings.append(finding("database and schema", error))
        }
        return findings
    }

    private static func finding(_ what: String, _ error: any Error) -> Finding {
        let failure = Failure(error)
        let advice = failure.advice.isEmpty ? failure.message : failure.advice
        return Finding(what: what, isGood: false, found: failure.message, advice: advice)
    }

    private static func server(_ workspace: Workspace) throws -> [Finding] {
        let version = workspace.connection.serverVersion
        let kind = workspace.isEmbedded ? "private" : "server"
        var findings = [
            Finding(
                what: "PostgreSQL", isGood: true,
                found: "\(version / 10_000).\(version % 10_000), \(kind)")
        ]
        if let warning = workspace.securityWarning {
            findings.append(
                .init(what: "connection", isGood: false, found: "not proven", advice: warning))
        }
        return findings
    }

    private static func key(_ workspace: Workspace) -> Finding {
        do {
            _ = try workspace.key()
            return Finding(what: "hashing key", isGood: true, found: workspace.keyPath)
        } catch {
            return finding("hashing key", error)
        }
    }

    private static func rules(_ workspace: Workspace) throws -> [Finding] {
        do {
            let rules = try RulesInForce.load(
                dataFolder: workspace.dataFolder, environment: workspace.options.environment)
            return [.init(what: "identity rules", isGood: true, found: rules.origin)]
        } catch {
            return [finding("identity rules", error)]
        }
    }

    private static func contents(_ workspace: Workspace, now: Timestamp) throws -> [Finding] {
        let overview = Overview(connection: workspace.connection, schema: workspace.schema.main)
        let state = try overview.state(now: now)
        func number(_ name: String) -> Int { state[name].flatMap { Int($0) } ?? 0 }
        let sources = number("sources")
        var findings = [
            Finding(
                what: "sources", isGood: sources > 0, found: "\(sources)",
                advice: sources > 0 ? nil : "Load something: `journey ingest CONNECTOR FILE`.")
        ]
        let isStitched = number("stitched_run") >= number("loaded_run")
        findings.append(
            Finding(
                what: "stitch", isGood: isStitched,
                found: isStitched ? "everything loaded is stitched" : "newer records are loaded",
                advice: isStitched ? nil : "Run `journey stitch`."))
        let rejects = number("rejects")
        findings.append(
            Finding(
                what: "rejects", isGood: rejects == 0, found: "\(rejects) open",
                advice: rejects == 0 ? nil : "See `journey rejects list`."))
        if number("stale_runs") > 0 {
            findings.append(
                Finding(
                    what: "runs", isGood: false,
                    found: "\(number("stale_runs")) have been running for over a day",
                    advice: "They were cut off; run the same commands again. See `journey runs`."))
        }
        return findings
    }
}
