/// The exclusive values that each person under construction holds.
struct ExclusiveLabels {
    private typealias Label = IdentityGraph.ExclusiveLabel

    private var ofRoot: [Int: [Label]] = [:]

    mutating func add(_ label: IdentityGraph.ExclusiveLabel, to root: Int) {
        if ofRoot[root, default: []].contains(label) { return }
        ofRoot[root, default: []].append(label)
    }

    /// Whether the two, as one person, would hold two different values of one exclusive space.
    func conflict(_ left: Int, _ right: Int) -> Bool {
        guard let mine = ofRoot[left], let theirs = ofRoot[right] else { return false }
        return mine.contains { a in
            theirs.contains { b in
                a.kind == b.kind && a.space == b.space && a.identifier != b.identifier
            }
        }
    }

    mutating func merge(_ left: Int, _ right: Int, into root: Int) {
        let other = root == left ? right : left
        for moved in ofRoot.removeValue(forKey: other) ?? [] { add(moved, to: root) }
    }
}
