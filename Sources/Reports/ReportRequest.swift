import JourneyModel
import Statistics

/// What was asked of a report: every filter and setting, with the defaults of `docs/definitions.md`.
package struct ReportRequest: Sendable, Hashable {
    package enum Certainty: String, Sendable, CaseIterable { case certain, probable, possible }
    package enum Denominator: String, Sendable, CaseIterable { case linkable, all }
    package enum PageRole: String, Sendable, CaseIterable { case trigger, began }

    package enum Model: String, Sendable, CaseIterable {
        case last, first, linear, position, j
        case timeDecay = "time_decay"
        case any

        /// Reads one value of `--model`: a comma means or.
        package static func list(parsing text: String) throws(ReportError) -> [Model] {
            var models: [Model] = []
            for word in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let model = Model(rawValue: String(word)) else {
                    throw .badValue(
                        option: "--model", value: String(word), allowed: allCases.map(\.rawValue))
                }
                models.append(model)
            }
            return models
        }
    }

    package enum Filter: String, Sendable, CaseIterable {
        case channel, source, brand, queue, topic, agent, device, campaign, language, outcome
        case initiatedBy = "initiated_by"
        case page

        package var option: String { "--" + rawValue.replacing("_", with: "-") }
    }

    package struct Sort: Sendable, Hashable {
        package var column: String
        package var isDescending: Bool

        package init(column: String, isDescending: Bool = false) {
            self.column = column
            self.isDescending = isDescending
        }

        /// Reads `COLUMN` or `COLUMN:desc`.
        package init(parsing text: String) throws(ReportError) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard let column = parts.first, parts.count <= 2, parts.count == 1 || parts[1] == "desc"
            else {
                throw .badValue(option: "--sort", value: text, allowed: ["COLUMN", "COLUMN:desc"])
            }
            self.init(column: String(column), isDescending: parts.count == 2)
        }
    }

    package var since: Timestamp?
    /// Exclusive.
    package var until: Timestamp?
    /// IANA; `nil` for the site's own zone.
    package var timeZone: String?
    /// Seconds; `nil` for the default of the report (handovers 24 h, repeats 7 d).
    package var windowSeconds: Int?
    package var lookbackSeconds = 7 * 86_400
    /// Each once; empty for the default: all in a summary, else `last`.
    package private(set) var models: [Model] = []
    package var certainty = Certainty.probable
    package var denominator = Denominator.linkable
    package var pageRole = PageRole.trigger
    /// Globs of pages that hand their chats to the page before.
    package var entryPages = [
        "*/contact", "*/contact/*", "*/contact-us", "*/help", "*/help/*", "*/support",
        "*/support/*",
    ]
    package var by: [String] = []
    package var sort: Sort?
    package var limit: Int?
    package var smallGroups = SmallGroupRule()
    private(set) var filters: [Filter: FilterValues] = [:]

    package init() {}

    /// Adds values of one option: comma = or, `!x` = not.
    package mutating func add(_ text: String, to filter: Filter) throws(ReportError) {
        if let allowed = Self.vocabulary[filter] {
            for word in FilterValues.words(text) where !allowed.contains(word.text) {
                throw .badValue(option: filter.option, value: word.text, allowed: allowed)
            }
        }
        filters[filter, default: FilterValues()].add(text)
    }

    /// Adds models to those that are asked for; one that is there already changes nothing.
    package mutating func add(_ more: [Model]) {
        for model in more where !models.contains(model) { models.append(model) }
    }

    /// Refuses a filter whose feed nothing reads yet, and names the feed.
    package static func refuse(unsupported option: String) throws(ReportError) {
        let feeds = ["--team": "agents", "--segment": "segments", "--hours": "calendar"]
        if let feed = feeds[option] { throw .missingFeed(option: option, feed: feed) }
    }

    private static let vocabulary: [Filter: [String]] = [
        .channel: ["web", "chat", "voice", "conversion"],
        .initiatedBy: ["customer", "invite", "trigger"],
        .device: ["desktop", "mobile", "tablet"],
    ]
}
