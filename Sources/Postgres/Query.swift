/// A statement and the values of its parameters.
///
/// Values reach the server only as parameters: an interpolated `"… where email = \(email)"` becomes
/// `$1` and one parameter, never text of the statement.
package struct Query: Sendable, Hashable {
    package var sql: String

    /// The values of `$1`, `$2`, …
    package var parameters: [Parameter]

    package init(sql: String, parameters: [Parameter] = []) {
        self.sql = sql
        self.parameters = parameters
    }

    package init(sql: String, _ parameters: Parameter...) {
        self.init(sql: sql, parameters: parameters)
    }
}

extension Query: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = ""
        fileprivate var parameters: [Parameter] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserveCapacity(literalCapacity + 4 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { sql += literal }

        package mutating func appendInterpolation(_ parameter: Parameter) {
            parameters.append(parameter)
            sql += "$\(parameters.count)"
        }

        package mutating func appendInterpolation(_ value: String) {
            appendInterpolation(.text(value))
        }

        package mutating func appendInterpolation(_ value: Int) {
            appendInterpolation(.int(Int64(value)))
        }

        /// A schema, table or column name, quoted.
        package mutating func appendInterpolation(identifier name: String) {
            sql += quoted(identifier: name)
        }
    }

    package init(stringLiteral value: String) { self.init(sql: value) }

    package init(stringInterpolation: StringInterpolation) {
        self.init(sql: stringInterpolation.sql, parameters: stringInterpolation.parameters)
    }
}

/// A name made safe as part of a statement, in double quotes.
package func quoted(identifier: String) -> String {
    precondition(!identifier.utf8.contains(0), "a name in SQL cannot hold a NUL byte")
    return "\"" + identifier.replacing("\"", with: "\"\"") + "\""
}
