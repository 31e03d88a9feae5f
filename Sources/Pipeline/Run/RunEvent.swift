/// One thing that a log tells: a name for programs, a sentence for people, and values.
///
/// It holds no personal value and no secret.
package struct RunEvent: Sendable, Hashable {
    package enum Level: Sendable, Hashable { case error, warning, info, debug }

    package enum Value: Sendable, Hashable {
        case text(String)
        case int(Int64)
        case number(Double)
        case flag(Bool)
    }

    package var level: Level
    /// Stable, such as `source.loaded`.
    package var name: String
    package var message: String
    package var fields: [String: Value]

    package init(
        _ level: Level, _ name: String, _ message: String, _ fields: [String: Value] = [:]
    ) {
        self.level = level
        self.name = name
        self.message = message
        self.fields = fields
    }
}

extension RunEvent.Value: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        }
    }
}

extension RunEvent.Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .int(value) }
}
