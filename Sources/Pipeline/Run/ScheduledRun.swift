import Foundation
import JourneyModel
import JourneyStore
import Postgres

/// The job that runs every night: sources, then stitch, then exports, then checks.
///
/// Sources do not depend on each other: what fails is in the outcome, and the others go on. Running
/// it again is always safe.
package final class ScheduledRun {
    package struct Request: Sendable {
        package var file: ConfigurationFile
        package var interval: RunInterval
        /// What the caller calls this run.
        package var runID: String?
        /// How long to wait for locks of others.
        package var wait = Duration.zero
        /// Reads and counts, but writes nothing.
        package var isDryRun = false
        /// The exit code when nothing was new.
        package var skipCode: Int32 = 0

        package init(file: ConfigurationFile, interval: RunInterval) {
            self.file = file
            self.interval = interval
        }
    }

    /// What a run needs from outside.
    package struct Surroundings {
        package var now: () -> Timestamp
        /// Between two looks for what a source waits for.
        package var pause: () throws -> Void = { try Pause.wait(.seconds(5)) }
        package var rules: (Workspace) throws -> RulesInForce
        /// Writes an export into a file.
        package var export: (RunConfiguration.Export, Workspace, RunInterval, String) throws -> Void
        package var log: (RunEvent) -> Void
        package var progress: (String?) -> Void = { _ in }

        package init(
            now: @escaping () -> Timestamp,
            rules: @escaping (Workspace) throws -> RulesInForce,
            export:
                @escaping (RunConfiguration.Export, Workspace, RunInterval, String) throws ->
                Void,
            log: @escaping (RunEvent) -> Void
        ) {
            self.now = now
            self.rules = rules
            self.export = export
            self.log = log
        }
    }

    let workspace: Workspace
    let request: Request
    let around: Surroundings
    let registry: ConnectorRegistry
    var outcome: RunOutcome
    private var lock: RunLock?

    var configuration: RunConfiguration { request.file.content }

    package init(
        _ workspace: Workspace, _ request: Request, _ around: Surroundings,
        registry: ConnectorRegistry = .standard
    ) {
        self.workspace = workspace
        self.request = request
        self.around = around
        self.registry = registry
        outcome = RunOutcome(startedAt: around.now(), runID: request.runID)
        outcome.dryRun = request.isDryRun
        outcome.since = request.interval.since.utcText
        outcome.until = request.interval.until.utcText
        outcome.sources = request.file.content.sources.map(RunOutcome.Source.init)
        outcome.exports = request.file.content.exports.map { RunOutcome.Step(name: $0.name) }
    }

    /// Never throws: whatever happens is in the outcome.
    package func run() -> RunOutcome {
        var failure: Failure?
        do {
            try request.isDryRun ? loadSources() : work()
        } catch {
            failure = Failure(error)
        }
        outcome.close(at: around.now(), failure, skipCode: request.skipCode)
        if let run = outcome.run { noteEnd(of: run) }
        lock?.release()
        if let failure { log(failure, "run.failed") }
        return outcome
    }

    private func work() throws {
        let lock = try RunLock(workspace, wait: request.wait)
        self.lock = lock
        let run = try RunStore(workspace.connection, schema: workspace.schema).begin(
            kind: "run", programVersion: workspace.options.programVersion,
            detail: request.file.path, label: request.runID)
        outcome.run = run
        try lock.name(run: run)
        around.log(
            RunEvent(
                .info, "run.started", "Run \(run) begins.",
                [
                    "run": .int(Int64(run)), "since": .text(request.interval.since.utcText),
                    "until": .text(request.interval.until.utcText),
                ]))
        try noteExpectations(run: run)
        try loadSources()
        try hold()
        stitch()
        try hold()
        export()
        try check()
    }

    /// Makes sure of lock and session before the next step.
    func hold() throws {
        try Interruption.process.check()
        do {
            try workspace.connection.execute("select 1")
        } catch let error as PostgresError where error.endsConnection {
            try workspace.reconnect()
        }
        if let lock, let run = outcome.run { try lock.hold(run: run) }
    }

    private func stitch() {
        guard configuration.stitches else { return }
        outcome.stitch = attempt(RunOutcome.Step(name: "stitch")) {
            _ = try StitchRun(workspace, rules: try around.rules(workspace)).run(
                rebuild: false, wait: request.wait
            ) { around.progress("stitching: \($0)") }
        }
    }

    private func export() {
        for (index, export) in configuration.exports.enumerated() {
            // Results of yesterday under today's name would mislead.
            guard outcome.stitch.map({ $0.status == .complete }) ?? true else { return }
            let path = request.file.resolved(export.output.single(for: request.interval))
            var step = outcome.exports[index]
            step.output = path
            outcome.exports[index] = attempt(step) {
                try hold()
                try around.export(export, workspace, request.interval, path)
            }
        }
    }

    private func attempt(
        _ attempted: RunOutcome.Step, _ body: () throws -> Void
    ) -> RunOutcome.Step {
        let start = SuspendingClock.now
        var step = attempted
        do {
            try body()
            step.status = .complete
        } catch {
            let failure = Failure(error)
            step.status = .failed
            step.exitCode = ExitCodeChoice.settled(failure.exitCode)
            step.message = failure.message
            log(failure, "\(step.name).failed")
        }
        step.seconds = Self.seconds(since: start)
        around.progress(nil)
        guard step.status == .complete else { return step }
        var fields: [String: RunEvent.Value] = ["seconds": .number(step.seconds)]
        fields["output"] = step.output.map(RunEvent.Value.text)
        around.log(
            RunEvent(.info, "\(step.name).complete", "\(step.name) is complete.", fields))
        return step
    }

    func log(_ failure: Failure, _ event: String, source: String? = nil) {
        var fields: [String: RunEvent.Value] = ["exit_code": .int(Int64(failure.exitCode))]
        fields["source"] = source.map(RunEvent.Value.text)
        let place = source.map { "\($0): " } ?? ""
        let advice = failure.advice.isEmpty ? "" : ". \(failure.advice)"
        around.log(RunEvent(.error, event, "\(place)\(failure.message)\(advice)", fields))
        if let detail = failure.detail { around.log(RunEvent(.debug, event, detail, fields)) }
    }

    /// The outcome is worth more than an error while noting it.
    private func noteEnd(of run: Int32) {
        do {
            if !workspace.connection.isOpen {
                try workspace.connection.withoutInterruption { try workspace.reconnect() }
            }
            let status: RunStore.Status =
                switch outcome.status {
                case .complete, .nothingNew, .checksFailed: .complete
                case .partial: .partial
                case .failed, .interrupted: .failed
                }
            try RunStore(workspace.connection, schema: workspace.schema)
                .end(run, status, exitCode: outcome.exitCode, summary: outcome.line)
        } catch {
            workspace.connection.close()
        }
    }

    static func seconds(since start: SuspendingClock.Instant) -> Double {
        let elapsed = start.duration(to: SuspendingClock.now) / .milliseconds(1)
        return elapsed.rounded() / 1000
    }
}
