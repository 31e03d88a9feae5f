import Foundation
import JourneyModel
import JourneyStore

/// What became of a scheduled run and of each of its parts; the closing line is made of it.
package struct RunOutcome: Sendable, Encodable {
    package enum Status: String, Sendable, Encodable {
        case complete
        case nothingNew = "nothing_new"
        /// Everything was loaded, but it does not look right.
        case checksFailed = "checks_failed"
        /// Some parts failed, the others are done.
        case partial, failed, interrupted
    }

    package struct Source: Sendable, Encodable {
        package enum Status: String, Sendable, Encodable {
            case loaded
            case nothingNew = "nothing_new"
            /// Some of its files could not be loaded.
            case partial
            case missing, failed
            /// The run ended before its turn.
            case skipped
        }

        package var name: String
        package var connector: String
        package var status = Status.skipped
        package var exitCode: Int32 = 0
        package var message: String?
        /// The number of the load on the books.
        package var run: Int32?
        package var files = 0
        /// Inputs that were not there.
        package var missing: [String] = []
        package var read: Int64 = 0
        package var accepted: Int64 = 0
        package var updated: Int64 = 0
        package var duplicate: Int64 = 0
        package var outdated: Int64 = 0
        package var rejected: Int64 = 0
        /// Rejects that were not on the books before.
        package var newlyRejected: Int64 = 0
        package var ignored: Int64 = 0
        package var seconds = 0.0

        init(_ source: RunConfiguration.Source) {
            name = source.name
            connector = source.connector
        }

        mutating func take(_ counts: LoadCounts) {
            read = counts.read
            accepted = counts.accepted
            updated = counts.updated
            duplicate = counts.duplicate
            outdated = counts.outdated
            rejected = counts.rejected
            ignored = counts.ignored
        }

        mutating func fail(_ failure: Failure) {
            status = .failed
            exitCode = ExitCodeChoice.settled(failure.exitCode)
            message = failure.message
        }
    }

    /// A stitch or an export.
    package struct Step: Sendable, Encodable {
        package enum Status: String, Sendable, Encodable { case complete, failed, skipped }

        package var name: String
        package var status = Status.skipped
        package var exitCode: Int32 = 0
        package var message: String?
        /// Of an export: the file.
        package var output: String?
        package var seconds = 0.0

        package init(name: String) { self.name = name }
    }

    /// A check that failed.
    package struct Complaint: Sendable, Hashable, Encodable {
        package var check: String
        package var source: String
        package var message: String
    }

    package var status = Status.complete
    package var exitCode: Int32 = 0
    /// Why the run ended before its end.
    package var message: String?
    package var run: Int32?
    /// What the caller named this run.
    package var runId: String?
    package var dryRun = false
    package var since: String?
    package var until: String?
    package var startedAt: String
    package var endedAt: String?
    package var sources: [Source] = []
    package var stitch: Step?
    package var exports: [Step] = []
    package var checks: [Complaint] = []

    package init(startedAt: Timestamp, runID: String?) {
        self.startedAt = startedAt.utcText
        runId = runID
    }

    /// A run that ended before its first step.
    ///
    /// - Parameter file: `nil` where the configuration itself is what is wrong.
    package static func refused(
        _ failure: Failure, _ file: ConfigurationFile?, runID: String?, from start: Timestamp,
        to end: Timestamp
    ) -> RunOutcome {
        var outcome = RunOutcome(startedAt: start, runID: runID)
        outcome.sources = file?.content.sources.map(Source.init) ?? []
        outcome.close(at: end, failure, skipCode: 0)
        return outcome
    }

    /// No source had anything that was not there already.
    package var isNothingNew: Bool {
        sources.allSatisfy { $0.accepted + $0.updated + $0.newlyRejected == 0 }
    }

    /// Settles status and exit code from the parts.
    ///
    /// - Parameters:
    ///   - failure: What ended the run before its end.
    ///   - skipCode: The exit code of a run that had nothing to do.
    mutating func close(at end: Timestamp, _ failure: Failure?, skipCode: Int32) {
        endedAt = end.utcText
        message = failure?.message
        let codes =
            sources.map(\.exitCode) + exports.map(\.exitCode)
            + [stitch?.exitCode ?? 0, failure?.exitCode ?? 0, checks.isEmpty ? 0 : 1]
        exitCode = ExitCodeChoice.of(codes)
        switch exitCode {
        case 0: status = isNothingNew ? .nothingNew : .complete
        case 1: status = .checksFailed
        case 129...: status = .interrupted
        default:
            let isSomethingDone =
                failure == nil
                && (sources.contains { [.loaded, .nothingNew, .partial].contains($0.status) }
                    || exports.contains { $0.status == .complete })
            status = isSomethingDone ? .partial : .failed
        }
        if status == .nothingNew, !dryRun { exitCode = skipCode }
    }

    /// One line of JSON.
    package var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            preconditionFailure("an outcome is made of plain values")
        }
    }
}
