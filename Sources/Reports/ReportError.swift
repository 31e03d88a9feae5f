/// A request that cannot be answered: wrong usage, said so that the next try can be right.
package enum ReportError: Error, Hashable, CustomStringConvertible {
    case unknownReport(String, known: [String])
    case unknownExport(String, known: [String])
    case unknownDimension(String, known: [String])
    case unknownColumn(String, known: [String])
    case tooManyDimensions
    case noDetail(String)
    /// Single rows were asked for in groups.
    case groupedDetail
    /// A model that counts was asked for where shares are shown.
    case modelWithoutShares(String, report: String)
    case badDate(String)
    case badValue(option: String, value: String, allowed: [String])
    case badTimeZone(String)
    /// A filter that reads a feed which is not loaded.
    case missingFeed(option: String, feed: String)
    case unusableFilter(option: String, report: String)

    package var description: String {
        switch self {
        case .unknownReport(let name, let known):
            "there is no report `\(name)`: \(known.joined(separator: ", "))"
        case .unknownExport(let name, let known):
            "there is no export `\(name)`: \(known.joined(separator: ", "))"
        case .unknownDimension(let name, let known):
            "--by \(name) is not possible here: \(known.joined(separator: ", "))"
        case .unknownColumn(let name, let known):
            "--sort \(name): there is no such column: \(known.joined(separator: ", "))"
        case .tooManyDimensions: "--by takes up to three dimensions, each once"
        case .noDetail(let name): "`\(name)` has no --detail"
        case .groupedDetail:
            "--detail lists single rows, which have no groups: leave out --by, or --detail"
        case .modelWithoutShares(let model, let report):
            "--model \(model) counts and gives no shares, so it has no rows in `\(report)`;"
                + " `report conversions` shows it"
        case .badDate(let text):
            "`\(text)` is no date: 2026-02-14, 2026-02-14T08:00, 7d, yesterday, last-week, 2026-W07"
        case .badValue(let option, let value, let allowed):
            "\(option) \(value): \(allowed.joined(separator: ", "))"
        case .badTimeZone(let name): "`\(name)` is no IANA time zone such as Europe/Berlin"
        case .missingFeed(let option, let feed):
            "\(option) needs the feed `\(feed)`, of which nothing is loaded"
        case .unusableFilter(let option, let report): "\(option) does not apply to `\(report)`"
        }
    }
}
