import ArgumentParser
import Foundation
import JourneyModel
import Reports

/// What selects the rows of reports and exports.
struct RequestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "From: 2026-02-14, 7d, yesterday, last-week, 2026-W07.", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("To, exclusive.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("Zone of dates and hours, else the site's.", valueName: "iana"))
    var timeZone: String?

    @Option(
        help: ArgumentHelp("How long after a contact, such as 24h or 7d.", valueName: "duration"))
    var window: String?

    @Option(help: ArgumentHelp("How long before a conversion.", valueName: "duration"))
    var lookback: String?

    @Option(
        help: ArgumentHelp(
            "Attribution model: last, first, linear, position, j, time_decay, any.",
            valueName: "names"))
    var model: [String] = []

    @Option(help: "Which links count: certain, probable, possible.")
    var certainty: ReportRequest.Certainty = .probable

    @Option(help: "Rates over linkable or all contacts.")
    var denominator: ReportRequest.Denominator = .linkable

    @Option(
        help: "Chats count for the page they began on, or the one that led there: began, trigger.")
    var pageRole: ReportRequest.PageRole = .trigger

    @Option(help: ArgumentHelp("web, chat, voice, conversion.", valueName: "name"))
    var channel: [String] = []

    @Option(help: ArgumentHelp("Name of a source.", valueName: "name"))
    var source: [String] = []

    @Option(help: ArgumentHelp("Brand.", valueName: "name"))
    var brand: [String] = []

    @Option(help: ArgumentHelp("Page, with * for any text.", valueName: "glob"))
    var page: [String] = []

    @Option(help: ArgumentHelp("Queue or department.", valueName: "name"))
    var queue: [String] = []

    @Option(help: ArgumentHelp("Topic.", valueName: "name"))
    var topic: [String] = []

    @Option(help: ArgumentHelp("Agent.", valueName: "name"))
    var agent: [String] = []

    @Option(help: ArgumentHelp("customer, invite, trigger.", valueName: "who"))
    var initiatedBy: [String] = []

    @Option(help: ArgumentHelp("desktop, mobile, tablet.", valueName: "device"))
    var device: [String] = []

    @Option(help: ArgumentHelp("Campaign.", valueName: "name"))
    var campaign: [String] = []

    @Option(help: ArgumentHelp("Language.", valueName: "tag"))
    var language: [String] = []

    @Option(help: ArgumentHelp("Outcome, such as handled.", valueName: "name"))
    var outcome: [String] = []

    /// - Parameters:
    ///   - now: What `7d` and the like count back from.
    ///   - siteZone: IANA name; dates are in it unless `--time-zone` says otherwise.
    func request(now: Timestamp, siteZone: String?) throws -> ReportRequest {
        var request = ReportRequest()
        let zone = timeZone ?? siteZone ?? "UTC"
        let dates = try DateParser(now: now, timeZone: zone)
        request.timeZone = timeZone
        request.since = try since.map { try dates.moment($0) }
        request.until = try until.map { try dates.moment($0) }
        request.windowSeconds = try window.map { try DurationText.seconds($0, of: "--window") }
        if let lookback {
            request.lookbackSeconds = try DurationText.seconds(lookback, of: "--lookback")
        }
        for text in model { request.add(try ReportRequest.Model.list(parsing: text)) }
        request.certainty = certainty
        request.denominator = denominator
        request.pageRole = pageRole
        for (filter, values) in filters {
            for value in values { try request.add(value, to: filter) }
        }
        return request
    }

    private var filters: [(ReportRequest.Filter, [String])] {
        [
            (.channel, channel), (.source, source), (.brand, brand), (.page, page),
            (.queue, queue), (.topic, topic), (.agent, agent), (.initiatedBy, initiatedBy),
            (.device, device), (.campaign, campaign), (.language, language), (.outcome, outcome),
        ]
    }
}

extension ReportRequest.Certainty: ExpressibleByArgument {}
extension ReportRequest.Denominator: ExpressibleByArgument {}
extension ReportRequest.PageRole: ExpressibleByArgument {}
