import ConnectorKit
import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres

/// Reads what stands as text: the numbers that customers typed, and who the agents are.
struct ReadingStep {
    let stage: Stitch
    let rules: IdentityRules
    let hasher: KeyedHasher

    func run() throws {
        try readAgents()
        try stage.script("19_drop_typed")
        if !rules.typed.isEmpty { try readMessages() }
    }

    private func readAgents() throws {
        let normalizer = IdentifierNormalizer()
        var keys: Set<Key128> = []
        try stage.read("19_read_agents") { row in
            guard let name = row.string(0) else { return }
            if let address = normalizer.email(name) {
                keys.insert(hasher.key(Identifier(.email, normalized: address)))
            } else if let number = normalizer.phone(name).e164 {
                keys.insert(hasher.key(Identifier(.phone, normalized: number)))
            }
        }
        try stage.write("19_write_agents") { copy in
            for key in keys {
                try copy.row(fields: 1)
                copy.key(key)
            }
        }
        try stage.script("19_replace_agents")
    }

    private struct Found {
        var chat: Key128
        var identifier: Key128
        var kind: IdentifierKind
        var ordinal: Int16
        var seenAt: Timestamp
    }

    private func readMessages() throws {
        let patterns = TypedPatterns(rules)
        var found: [Found] = []
        var chat: Key128?
        var seen: Set<Key128> = []
        try stage.read("19_read_turns") { row in
            let current = row.key(0)
            if current != chat { seen.removeAll() }
            chat = current
            guard let source = row.string(1), let at = row.time(2), let text = row.string(3) else {
                return
            }
            for identifier in patterns.identifiers(in: text, source: source) {
                let key = hasher.key(identifier)
                guard seen.insert(key).inserted else { continue }
                found.append(
                    Found(
                        chat: current, identifier: key, kind: identifier.kind,
                        ordinal: Int16(clamping: seen.count - 1), seenAt: at))
            }
        }
        try stage.write("19_write_typed") { copy in
            for item in found {
                try copy.row(fields: 5)
                copy.key(item.chat)
                copy.key(item.identifier)
                copy.int16(item.kind.rawValue)
                copy.int16(item.ordinal)
                copy.time(item.seenAt)
            }
        }
    }
}
