/// From how many observations on a figure is shown, and from how many on without a warning.
package struct SmallGroupRule: Sendable, Hashable {
    /// What to do with the figures of one group.
    package enum Mark: Sendable, Hashable {
        case plain
        /// Show the figure with a warning beside it.
        case marked(below: Int)
        /// Print neither the figure nor its interval: it could point at single persons.
        case hidden(below: Int)

        /// The words beside or instead of the figure; empty where none are needed.
        package var text: String {
            switch self {
            case .plain: ""
            case .marked(let limit): "n < \(limit)"
            case .hidden(let limit): "hidden, n < \(limit)"
            }
        }

        package var hidesFigures: Bool {
            if case .hidden = self { true } else { false }
        }
    }

    package var markBelow: Int
    package var hideBelow: Int

    package init(markBelow: Int = 20, hideBelow: Int = 5) {
        self.markBelow = markBelow
        self.hideBelow = hideBelow
    }

    /// Hiding wins over marking where both apply.
    package func mark(for count: Int) -> Mark {
        if count < hideBelow { return .hidden(below: hideBelow) }
        if count < markBelow { return .marked(below: markBelow) }
        return .plain
    }
}
