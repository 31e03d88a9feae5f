import Postgres
import Schema

/// The statements of one folder of `schema/queries`, in the names of one schema, each read once.
struct Statements {
    private let folder: String
    private let schema: SchemaName
    private var texts: [String: String] = [:]

    init(_ folder: String, schema: SchemaName) {
        self.folder = folder
        self.schema = schema
    }

    mutating func text(_ name: String) throws -> String {
        if let text = texts[name] { return text }
        let text = Schema.localized(try Schema.query("\(folder)/\(name)"), schema: schema.main)
        texts[name] = text
        return text
    }

    mutating func query(_ name: String, _ parameters: Parameter...) throws -> Query {
        Query(sql: try text(name), parameters: parameters)
    }
}
