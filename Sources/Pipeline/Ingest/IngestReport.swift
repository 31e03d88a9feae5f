import JourneyModel
import JourneyStore

/// What became of the inputs of one ingest.
package struct IngestReport: Sendable {
    /// A rejected record, as an example.
    package struct Reject: Sendable, Hashable {
        package var line: Int64
        package var reason: Rejection.Reason
        package var message: String
    }

    package struct File: Sendable {
        package var path: String
        package var counts = LoadCounts()
        /// The first rejects.
        package var rejects: [Reject] = []
        /// The last line has no end yet and was left for the next run.
        package var isUnfinished = false
        /// States of a tap were not echoed, as the bytes of a reject before them are not all kept.
        package var holdsBackState = false
        /// The byte behind which an earlier load is gone on with; `nil` when read from the start.
        package var resumedAt: Int64?
        /// Fields that the format does not know, with how many records had them.
        package var unknownFields: [String: Int] = [:]
        /// How many records were looked at for them; `nil` for all.
        package var unknownSample: Int?
        /// Why it was not loaded, or not to its end.
        package var failure: Failure?

        init(path: String) { self.path = path }
    }

    package var source: String
    package var connector: String
    /// `nil` for a dry run.
    package var run: Int32?
    package var files: [File] = []
    /// Inputs that were not found.
    package var missing: [Failure] = []
    /// How many files were named before the first input that was not found.
    package var filesBeforeMissing = 0
    package var linkage: Linkage?

    package var total: LoadCounts {
        files.reduce(into: LoadCounts()) { $0 += $1.counts }
    }

    /// Of the first failure in the order of the inputs; 0 without one.
    package var exitCode: Int32 {
        let before = files.prefix(filesBeforeMissing).compactMap(\.failure)
        return (before + missing + files.compactMap(\.failure)).first?.exitCode ?? 0
    }
}

/// How well the contacts of a run can be matched with other channels.
package struct Linkage: Sendable, Hashable {
    package struct Share: Sendable, Hashable {
        package var channel: String
        package var contacts: Int
        /// Contacts with an identifier of a kind that another loaded channel records.
        package var linkable: Int
        package var unknownDirection: Int
    }

    package var shares: [Share]
    /// Feeds that would help, one sentence each.
    package var advice: [String]
}
