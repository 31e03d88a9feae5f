import ConnectorKit

/// Recognises a feed by the names of its columns, or of the members of its first object.
enum FeedRecognition {
    static func of(_ head: FileHead, required: [String], telling: [String]) -> Recognition {
        let names = names(of: head)
        guard names.isSuperset(of: required) else { return .no }
        return names.isDisjoint(with: telling) ? .possible : .certain
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
