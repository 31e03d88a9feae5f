/// Where the places and ribbons of a flow chart stand.
struct FlowLayout {
    struct Node {
        var column: Int
        var name: String
        /// The larger of what comes in and what goes out.
        var total: Double
        var y = 0.0
        var height = 0.0
    }

    struct Ribbon {
        var flow: FlowChart.Flow
        var colour: Int
        var thickness: Double
        /// Upper edges at both ends.
        var fromY = 0.0
        var toY = 0.0
    }

    static let nodeWidth = 10.0
    private static let height = 260.0

    private(set) var nodes: [Node] = []
    private(set) var ribbons: [Ribbon] = []
    private(set) var bottom: Double
    /// Flows too weak to be drawn.
    private(set) var hiddenFlows = 0

    let hasTwoLines: Bool
    private let columnCount: Int
    private let inner: Double

    init(_ chart: FlowChart, top: Double, width: Double) {
        columnCount = chart.columns.count
        inner = width - 2 * Header.margin
        hasTwoLines = columnCount > 2 && inner / Double(columnCount) < 160
        bottom = top

        let flows = Self.merged(chart)
        guard !flows.isEmpty else { return }
        placeNodes(flows, top: top)
        let strongest = flows.enumerated().sorted {
            ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
        }
        hiddenFlows = max(0, flows.count - FlowChart.drawnFlows)
        placeRibbons(strongest.prefix(FlowChart.drawnFlows).map(\.element))
    }

    /// The left edge of the places in a column.
    func left(_ column: Int) -> Double {
        Header.margin + (inner - Self.nodeWidth) * Double(column) / Double(columnCount - 1)
    }

    /// The widest that a label of a column may be without meeting one of the next column.
    func labelRoom(_ column: Int) -> Double {
        if hasTwoLines || columnCount == 2 { return inner / Double(columnCount) - 18 }
        return (left(1) - left(0)) / 2 - 16
    }

    /// Labels stand right of their column and left of the last one; with little room those between
    /// stand astride.
    func labelPlace(_ column: Int) -> Double {
        switch anchor(column) {
        case .start: left(column) + Self.nodeWidth + 6
        case .end: left(column) - 6
        case .middle: left(column) + Self.nodeWidth / 2
        }
    }

    func anchor(_ column: Int) -> SVG.Lettering.Anchor {
        if column == columnCount - 1 { return .end }
        return column > 0 && hasTwoLines ? .middle : .start
    }

    private mutating func placeNodes(_ flows: [FlowChart.Flow], top: Double) {
        let columns = (0..<columnCount).map { Self.nodes(in: $0, of: flows) }
        let largest = columns.map { $0.map(\.total).reduce(0, +) }.max() ?? 1
        let scale = Self.height / largest
        let slot = hasTwoLines ? 32.0 : 20.0
        for column in columns {
            var y = top
            for var node in column {
                node.height = max(1, node.total * scale)
                let room = max(slot, node.height + 6)
                node.y = y + (room - node.height) / 2
                y += room
                nodes.append(node)
            }
            bottom = max(bottom, y)
        }
    }

    private mutating func placeRibbons(_ flows: [FlowChart.Flow]) {
        let largest =
            (0..<columnCount).map { column in
                nodes.filter { $0.column == column }.map(\.total).reduce(0, +)
            }.max() ?? 1
        let scale = Self.height / largest
        var rank: [Place: Int] = [:]
        for (index, node) in nodes.enumerated() { rank[Place(node.column, node.name)] = index }

        var used: [Int: (out: Double, in: Double)] = [:]
        let ordered = flows.compactMap { flow -> (FlowChart.Flow, Int, Int)? in
            guard let from = rank[Place(flow.column, flow.from)],
                let to = rank[Place(flow.column + 1, flow.to)]
            else { return nil }
            return (flow, from, to)
        }
        for (flow, from, to) in ordered.sorted(by: { ($0.1, $0.2) < ($1.1, $1.2) }) {
            let thickness = flow.weight * scale
            let before = used[from, default: (0, 0)].out
            let beside = used[to, default: (0, 0)].in
            let colour = from - (nodes.firstIndex { $0.column == flow.column } ?? 0)
            ribbons.append(
                Ribbon(
                    flow: flow, colour: colour % Palette.series.count, thickness: thickness,
                    fromY: nodes[from].y + before, toY: nodes[to].y + beside))
            used[from, default: (0, 0)].out += thickness
            used[to, default: (0, 0)].in += thickness
        }
    }

    private struct Place: Hashable {
        var column: Int
        var name: String
        init(_ column: Int, _ name: String) {
            self.column = column
            self.name = name
        }
    }

    private static func nodes(in column: Int, of flows: [FlowChart.Flow]) -> [Node] {
        var incoming: [String: Double] = [:]
        var outgoing: [String: Double] = [:]
        for flow in flows {
            if flow.column == column { outgoing[flow.from, default: 0] += flow.weight }
            if flow.column + 1 == column { incoming[flow.to, default: 0] += flow.weight }
        }
        let names = Set(incoming.keys).union(outgoing.keys)
        let nodes = names.map { name in
            Node(
                column: column, name: name,
                total: max(incoming[name, default: 0], outgoing[name, default: 0]))
        }
        return nodes.sorted { one, other in
            let (isRest, otherIsRest) = (isRest(one.name), isRest(other.name))
            if isRest != otherIsRest { return otherIsRest }
            return one.total == other.total ? one.name < other.name : one.total > other.total
        }
    }

    /// One flow a pair of places, with the small places of each column put together.
    private static func merged(_ chart: FlowChart) -> [FlowChart.Flow] {
        let last = chart.columns.count - 1
        // Beyond any real count; larger ones would leave no finite sum.
        let usable = chart.flows.filter {
            $0.weight > 0 && $0.weight < 1e100 && (0..<max(0, last)).contains($0.column)
        }
        guard last > 0, !usable.isEmpty else { return [] }

        var names: [Place: String] = [:]
        for column in chart.columns.indices {
            let nodes = nodes(in: column, of: usable)
            guard nodes.count > FlowChart.nodesPerColumn else { continue }
            let small = nodes.dropFirst(FlowChart.nodesPerColumn - 1)
            for node in small { names[Place(column, node.name)] = restName(small.count) }
        }
        var weights: [Pair: Double] = [:]
        for flow in usable {
            let from = names[Place(flow.column, flow.from)] ?? flow.from
            let to = names[Place(flow.column + 1, flow.to)] ?? flow.to
            weights[Pair(column: flow.column, from: from, to: to), default: 0] += flow.weight
        }
        return weights.keys.sorted().map {
            FlowChart.Flow(
                column: $0.column, from: $0.from, to: $0.to, weight: weights[$0, default: 0])
        }
    }

    private struct Pair: Hashable, Comparable {
        var column: Int
        var from: String
        var to: String

        static func < (one: Self, other: Self) -> Bool {
            (one.column, one.from, one.to) < (other.column, other.from, other.to)
        }
    }

    /// The invisible first character keeps it apart from a place that is really called so.
    private static func restName(_ count: Int) -> String { "\u{200B}\(count) others" }

    private static func isRest(_ name: String) -> Bool { name.first == "\u{200B}" }
}
