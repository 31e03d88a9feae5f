import Schema

/// One file of `schema/reports` or `schema/exports`: its header, which says all that the program
/// knows about the report, and its statement.
package struct ReportFile: Sendable, Hashable {
    /// A rate with its interval: the program computes what SQL cannot.
    struct Rate: Sendable, Hashable {
        var name: String
        var numerator: String
        var denominator: String
    }

    /// How many more than the baseline rate lets expect.
    struct Excess: Sendable, Hashable {
        var name: String
        var numerator: String
        var denominator: String
        var rate: String
        var baseline: String
    }

    struct Dimension: Sendable, Hashable {
        var name: String
        /// A column of the statement.
        var expression: String
    }

    /// Below `schema/`, without `.sql`, such as `reports/handovers`.
    package let path: String
    package let title: String
    package let answers: String
    package let grain: String
    /// What `--since` and `--until` select.
    package let date: String
    /// Printed by `--definition`.
    package let definition: String
    package let columns: [Column]
    /// What limits the figures whatever the data, one sentence each.
    let notes: [String]
    /// Counts that are in no rate: a helper column and what follows its sum in a sentence.
    let asides: [(column: String, words: String)]
    let parameters: [String]
    let dimensions: [Dimension]
    let rates: [Rate]
    let excess: [Excess]
    /// Numerator and denominator of the linked share; flagged groups differ from the total.
    let linked: (part: String, whole: String)?
    let sort: ReportRequest.Sort?
    let defaultDimension: String?
    /// The file with the single rows behind the figures.
    let detail: String?
    /// The report this file belongs to, where it is not one itself.
    let partOf: String?
    /// Other files by the name of their variant.
    let variants: [String: String]
    /// What stands in for this file without the right to see personal data.
    let withoutPersonalData: String?
    /// Models that count and so give no shares that could add up to 1.
    let refusedModels: Set<String>
    /// The statement, without its header.
    let sql: String

    package var name: String { String(path.split(separator: "/").last ?? "") }
    var isSummary: Bool { name.hasSuffix("-summary") }
    package var dimensionNames: [String] { dimensions.map(\.name) }

    init(path: String) throws {
        self.init(path: path, text: try Schema.text("\(path).sql"))
    }

    init(path: String, text: String) {
        var header = Header()
        var body: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if body.isEmpty, line.hasPrefix("-- ") {
                header.read(line.dropFirst(3))
            } else {
                body.append(line)
            }
        }
        self.path = path
        title = header.first("title")
        answers = header.first("answers")
        grain = header.first("grain")
        date = header.first("date")
        definition = header.all("definition").joined(separator: "\n")
        columns = header.all("column").map(Self.column)
        notes = header.all("note")
        asides = header.all("aside").map { text in
            let column = text.prefix { $0 != " " }
            return (String(column), String(text.dropFirst(column.count + 1)))
        }
        parameters = header.all("param").map { String(Self.words($0)[1].prefix { $0 != "," }) }
        dimensions = header.all("dimension").map {
            Dimension(name: Self.words($0)[0], expression: Self.words($0)[1])
        }
        rates = header.all("rate").map(Self.words).map {
            Rate(name: $0[0], numerator: $0[1], denominator: $0[2])
        }
        excess = header.all("excess").map(Self.words).map {
            Excess(
                name: $0[0], numerator: $0[1], denominator: $0[2], rate: $0[3], baseline: $0[4])
        }
        linked = header.all("linked").first.map(Self.words).map { ($0[0], $0[1]) }
        sort = header.all("sort").first.map(Self.words).map {
            ReportRequest.Sort(column: $0[0], isDescending: $0.count > 1)
        }
        defaultDimension = header.all("default").first
        detail = header.all("detail").first
        partOf = header.all("of").first
        variants = Dictionary(
            uniqueKeysWithValues: header.all("variant").map(Self.words).map { ($0[0], $0[1]) })
        withoutPersonalData = header.all("personal").first
        refusedModels = Set(header.all("refuses").flatMap(Self.words))
        sql = body.joined(separator: "\n")
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.path == right.path && left.sql == right.sql
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(path) }

    private struct Header {
        var entries: [(key: String, value: String)] = []

        mutating func read(_ line: Substring) {
            guard let colon = line.firstIndex(of: ":") else { return }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            entries.append((String(line[..<colon]), String(value)))
        }

        func all(_ key: String) -> [String] { entries.filter { $0.key == key }.map(\.value) }
        func first(_ key: String) -> String { all(key).first ?? "" }
    }

    /// Reads `name kind, meaning`.
    private static func column(_ text: String) -> Column {
        let parts = text.split(separator: ",", maxSplits: 1)
        let words = words(String(parts[0]))
        guard words.count == 2, let kind = Column.Kind(rawValue: words[1]) else {
            preconditionFailure("column header `\(text)` is not `name kind, meaning`")
        }
        let meaning = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
        return Column(words[0], kind, meaning: String(meaning))
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}
