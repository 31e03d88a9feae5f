import Foundation
import JourneyModel
import Postgres
import Schema

/// A statement of the catalogue with the request's values bound to its parameters.
struct ReportStatement {
    let file: ReportFile
    let request: ReportRequest
    let reportName: String
    /// IANA name that the server knows too.
    let zone: String
    let by: [ReportFile.Dimension]

    /// - Parameter reportName: Whose default window counts, such as `handovers` for its summary.
    init(
        _ file: ReportFile, _ request: ReportRequest, reportName: String, zone: String
    ) throws(ReportError) {
        guard ZoneName.timeZone(zone) != nil else { throw .badTimeZone(zone) }
        self.file = file
        self.request = request
        self.reportName = reportName
        self.zone = zone
        by = try Self.dimensions(request.by, of: file)
        if let model = request.models.first(where: { file.refusedModels.contains($0.rawValue) }) {
            throw .modelWithoutShares(model.rawValue, report: reportName)
        }
        for filter in ReportRequest.Filter.allCases where request.filters[filter] != nil {
            guard !Set(file.parameters).isDisjoint(with: Self.parameters(of: filter)) else {
                throw .unusableFilter(option: filter.option, report: reportName)
            }
        }
    }

    func query(schema: String) throws(ReportError) -> Query {
        var parameters: [Parameter] = []
        for name in file.parameters { parameters.append(try parameter(name)) }
        return Query(sql: Schema.localized(sql, schema: schema), parameters: parameters)
    }

    /// The statement with its settings as comments, for people and BI tools.
    func printed(schema: String) throws(ReportError) -> String {
        var lines = ["-- \(file.title)", "-- \(file.answers)"]
        for (index, name) in file.parameters.enumerated() {
            lines.append("-- $\(index + 1) \(name) = \(Self.spelled(try parameter(name)))")
        }
        return lines.joined(separator: "\n") + "\n" + Schema.localized(sql, schema: schema)
    }

    var windowSeconds: Int {
        request.windowSeconds ?? (reportName == "repeats" ? 7 * 86_400 : 86_400)
    }

    private var sql: String {
        var sql = file.sql
        for place in 1...3 {
            let column = place <= by.count ? by[place - 1].expression : "null::text"
            sql = sql.replacing("{by_\(place)}", with: column)
        }
        return sql
    }

    static func dimensions(
        _ names: [String], of file: ReportFile
    ) throws(ReportError) -> [ReportFile.Dimension] {
        guard names.count <= 3, Set(names).count == names.count else { throw .tooManyDimensions }
        var found: [ReportFile.Dimension] = []
        for name in names {
            let folded = name.replacing("-", with: "_")
            guard let dimension = file.dimensions.first(where: { $0.name == folded }) else {
                throw .unknownDimension(name, known: file.dimensionNames)
            }
            found.append(dimension)
        }
        return found
    }

    private func parameter(_ name: String) throws(ReportError) -> Parameter {
        switch name {
        case "filter": .text(json(ReportRequest.Filter.allCases))
        case "chat_filter": .text(json(Self.chatFilters))
        case "session_filter": .text(json(Self.sessionFilters))
        case "has_session_filter":
            .bool(Self.sessionFilters.contains { request.filters[$0] != nil })
        case "page": .text(PageGlob.regex(request.filters[.page]?.any ?? []))
        case "not_page": .text(PageGlob.regex(request.filters[.page]?.none ?? []))
        case "initiated_any": .bool(request.filters[.initiatedBy] != nil)
        case "certainty": .text(request.certainty.rawValue)
        case "denominator": .text(request.denominator.rawValue)
        case "window": .text("\(windowSeconds) seconds")
        case "handover_window": .text("86400 seconds")
        case "lookback": .text("\(request.lookbackSeconds) seconds")
        case "since": request.since.map { .timestamp($0.microseconds) } ?? .null
        case "until": request.until.map { .timestamp($0.microseconds) } ?? .null
        case "zone": .text(zone)
        case "models": .textArray(models)
        case "page_role": .text(request.pageRole.rawValue)
        case "entry_pages": .text(PageGlob.regex(request.entryPages) ?? "^$")
        default: preconditionFailure("\(file.path): no value for the parameter \(name)")
        }
    }

    private static func parameters(of filter: ReportRequest.Filter) -> Set<String> {
        if filter == .page { return ["filter", "page"] }
        return chatFilters.contains(filter)
            ? ["filter", "chat_filter"] : ["filter", "session_filter"]
    }

    private static let chatFilters: [ReportRequest.Filter] = [
        .queue, .topic, .agent, .brand, .outcome, .initiatedBy, .channel,
    ]
    private static let sessionFilters: [ReportRequest.Filter] = [
        .source, .device, .campaign, .language,
    ]

    private var models: [String] {
        if !request.models.isEmpty { return request.models.map(\.rawValue) }
        let standard = file.isSummary ? ReportRequest.Model.allCases : [.last]
        return standard.map(\.rawValue)
    }

    /// The shape that `selected_contact` reads.
    private func json(_ names: [ReportRequest.Filter]) -> String {
        var filter = JSONText()
        var lists: [(String, [String: [String]])] = [("is", [:]), ("not", [:])]
        for name in names where name != .page {
            guard let values = request.filters[name] else { continue }
            if !values.any.isEmpty { lists[0].1[name.rawValue] = values.any }
            if !values.none.isEmpty { lists[1].1[name.rawValue] = values.none }
        }
        filter.open("{")
        for (key, list) in lists where !list.isEmpty {
            filter.key(key)
            filter.open("{")
            for (name, values) in list.sorted(by: { $0.key < $1.key }) {
                filter.key(name)
                filter.open("[")
                for value in values { filter.string(value) }
                filter.close("]")
            }
            filter.close("}")
        }
        if names.contains(.page), let pages = request.filters[.page] {
            for (key, globs) in [("page", pages.any), ("not_page", pages.none)] {
                guard let regex = PageGlob.regex(globs) else { continue }
                filter.key(key)
                filter.string(regex)
            }
        }
        filter.close("}")
        return filter.text
    }

    private static func spelled(_ parameter: Parameter) -> String {
        switch parameter {
        case .null: "null"
        case .text(let text): "'\(text.replacing("'", with: "''").replacing("\n", with: " "))'"
        case .timestamp(let time): "'\(DateParser.text(Timestamp(microseconds: time)))'"
        case .textArray(let values): "'{\(values.joined(separator: ","))}'"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): String(value)
        case .uuid, .bytes, .intArray: "…"
        }
    }
}

extension ReportStatement {
    /// What was set, as on the command line, for the head of the report.
    var settings: [ReportHead.Setting] {
        var settings: [ReportHead.Setting] = []
        func add(_ name: String, _ value: String) {
            settings.append(ReportHead.Setting(name: name, value: value))
        }
        if let since = request.since { add("since", DateParser.text(since)) }
        if let until = request.until { add("until", DateParser.text(until)) }
        add("time-zone", zone)
        if file.parameters.contains("window") { add("window", Self.span(windowSeconds)) }
        if file.parameters.contains("lookback") {
            add("lookback", Self.span(request.lookbackSeconds))
        }
        if file.parameters.contains("models"), !file.isSummary || !request.models.isEmpty {
            add("model", models.joined(separator: ","))
        }
        if file.parameters.contains("page_role") { add("page-role", request.pageRole.rawValue) }
        if file.parameters.contains("denominator") {
            add("denominator", request.denominator.rawValue)
        }
        add("certainty", request.certainty.rawValue)
        if !by.isEmpty { add("by", by.map(\.name).joined(separator: ",")) }
        for filter in ReportRequest.Filter.allCases {
            guard let values = request.filters[filter] else { continue }
            let words = values.any + values.none.map { "!\($0)" }
            add(String(filter.option.dropFirst(2)), words.joined(separator: ","))
        }
        return settings
    }

    private static func span(_ seconds: Int) -> String {
        if seconds.isMultiple(of: 86_400), seconds > 86_400 { return "\(seconds / 86_400)d" }
        if seconds.isMultiple(of: 3_600) { return "\(seconds / 3_600)h" }
        return "\(seconds)s"
    }
}
