import JourneyModel

/// What `journey.yaml` says: where the data are, what is loaded, what is written.
package struct RunConfiguration: Sendable, Hashable {
    package enum Database: Sendable, Hashable {
        /// The private one in the data folder.
        case embedded
        /// A connection string without a password.
        case url(String)
        /// An environment variable that holds a connection string.
        case environment(String)
        /// A file that holds a connection string.
        case file(String)
    }

    /// What becomes of a run that lacks an input.
    package enum MissingPolicy: String, Sendable, CaseIterable {
        /// The source fails with 66.
        case fail
        /// A warning; the source is passed over.
        case warn
        /// A note.
        case ok
    }

    package enum Input: Sendable, Hashable {
        case paths([PlaceholderText])
        case command(PlaceholderText)
    }

    package enum Topics: Sendable, Hashable {
        /// Words of the source and the common topics they stand for.
        case map([String: String])
        /// A CSV file as `journey topics map` reads it.
        case file(String)
    }

    /// From which ages on a source is too old, in seconds.
    package struct AgeLimits: Sendable, Hashable {
        package var warn: Int?
        package var error: Int?

        package init(warn: Int? = nil, error: Int? = nil) {
            self.warn = warn
            self.error = error
        }
    }

    package struct Source: Sendable, Hashable {
        package var name: String
        package var connector: String
        package var input: Input
        package var timeZone: String?
        package var region: String?
        package var encoding: TextEncoding?
        package var options: [String: String] = [:]
        package var topics: Topics?
        package var missing = MissingPolicy.warn
        /// By then the records of the day before are there, every day.
        package var expectBy: TimeOfDay?
        /// Paths that must be there before the source is loaded.
        package var waitFor: [PlaceholderText] = []
        /// How long they are waited for; without it they are looked for once.
        package var until: TimeOfDay?
        /// `nil` for none.
        package var rejects: RejectAllowance? = .standard
        package var maxRejects: RejectLimit?
        package var ages = AgeLimits()
        package var checksVolume = true
        /// A file for the last STATE of a Singer tap.
        package var state: String?
        /// Longest time for a command, in seconds.
        package var timeout = 3600

        package init(name: String, connector: String, input: Input) {
            self.name = name
            self.connector = connector
            self.input = input
        }
    }

    package struct Export: Sendable, Hashable {
        package struct Filter: Sendable, Hashable {
            package var name: String
            package var values: [PlaceholderText]
            package var line: Int
            package var column: Int
        }

        package var name: String
        /// One row a web event instead of a session.
        package var hasEvents = false
        package var format: String?
        package var output: PlaceholderText
        package var filters: [Filter] = []
    }

    package var timeZone: String?
    package var region: String?
    package var database: Database?
    package var dataFolder: String?
    package var schema: String?
    package var logFormat: String?
    package var logLevel: String?
    package var sources: [Source] = []
    package var stitches = true
    package var exports: [Export] = []

    package init() {}
}
