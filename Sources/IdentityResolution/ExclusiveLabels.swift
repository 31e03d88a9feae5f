/// The exclusive values that each person under construction holds.
struct ExclusiveLabels {
    private typealias Label = IdentityGraph.ExclusiveLabel

    private var ofRoot: [Int: [Label]] = [:]

    mutating func add(_ label: IdentityGraph.ExclusiveLabel?, to root: Int) {
        guard let label else { return }
        if ofRoot[root, default: []].contains(label) { return }
        ofRoot[root, default: []].append(label)
    }

    /// Whether one person would hold two different values of one exclusive space.
    func conflict(
        _ left: Int, _ right: Int, adding label: IdentityGraph.ExclusiveLabel?
    ) -> Bool {
        let mine = ofRoot[left] ?? []
        let theirs = (ofRoot[right] ?? []) + (label.map { [$0] } ?? [])
        return mine.contains { a in
            theirs.contains { b in
                a.kind == b.kind && a.space == b.space && a.identifier != b.identifier
            }
        }
    }

    mutating func merge(
        _ left: Int, _ right: Int, into root: Int, adding label: IdentityGraph.ExclusiveLabel?
    ) {
        let other = root == left ? right : left
        for moved in ofRoot.removeValue(forKey: other) ?? [] { add(moved, to: root) }
        add(label, to: root)
    }
}
