import ConnectorKit
import JourneyModel

/// Recognises a feed by the names of its columns, or of the members of its first object.
enum FeedRecognition {
    /// Columns that many files have: alone they tell nothing.
    private static let common: Set<String> = ["account_id", "segment", "kind", "from"]

    static func of(_ head: FileHead, required: [String], telling: [String]) -> Recognition {
        let names = names(of: head)
        guard names.isSuperset(of: required) else { return .no }
        return names.isDisjoint(with: telling) ? .possible : .certain
    }

    /// A feed that requires names of its own is certain by these; the others only when the file
    /// knows no other column.
    static func of(_ head: FileHead, _ feed: Feed) -> Recognition {
        let names = names(of: head)
        let required = Set(feed.requiredNames)
        guard names.isSuperset(of: required) else { return .no }
        // A file that has all that another feed requires beyond this one's is that other feed.
        let others = Feed.all.map { Set($0.requiredNames) }
        guard
            !others.contains(where: { $0.isStrictSuperset(of: required) && $0.isSubset(of: names) })
        else { return .no }
        if !required.isSubset(of: common) { return .certain }
        return names.isSubset(of: required.union(feed.optionalNames)) ? .certain : .possible
    }

    static func names(of head: FileHead) -> Set<String> {
        let header = head.headerNames()
        guard header.isEmpty else { return Set(header) }
        return head.withFirstJSON { record in
            var names: Set<String> = []
            record.forEachMember { key, _ in names.insert(String(decoding: key, as: UTF8.self)) }
            return names
        } ?? []
    }
}
