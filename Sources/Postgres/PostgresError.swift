import CLibPQ

/// A failure reported by libpq or by the server.
///
/// `description` is safe to show to anyone. The server's own words can quote a row, so they are
/// only in `debugDescription`, for the operator's log.
package struct PostgresError: Error, Hashable {
    package let code: Code

    /// The five-character SQLSTATE; `nil` when the server did not say one.
    package let sqlState: String?

    private let serverMessage: String

    init(_ code: Code, sqlState: String? = nil, _ serverMessage: String) {
        self.code = code
        self.sqlState = sqlState
        self.serverMessage = serverMessage
    }

    /// An error that the server reported with its SQLSTATE.
    init(sqlState: String, _ serverMessage: String) {
        self.init(Code(sqlState: sqlState), sqlState: sqlState, serverMessage)
    }

    /// Whether the same transaction may succeed when run again, on a new connection if need be.
    package var isRetryable: Bool { code.isRetryable }

    /// Whether this connection is of no more use, so that a retry needs a new one.
    package var endsConnection: Bool {
        code == .connectionLost || code == .unreachable || code == .outcomeUnknown
    }

    package var exitCode: Int32 { code.exitCode }

    /// What the operator can do about it.
    package var hint: String { code.hint }

    /// The same failure seen from a COMMIT whose answer never came.
    var duringCommit: PostgresError {
        code == .connectionLost || code == .deadlineExceeded
            ? PostgresError(.outcomeUnknown, sqlState: sqlState, serverMessage) : self
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "database error: \(code.rawValue)" }

    package var debugDescription: String {
        "\(description) [\(sqlState ?? "-")] \(serverMessage)"
    }
}

extension PostgresError {
    /// Reads the error of a result; `connection` tells a lost connection from a bare error.
    init(result: OpaquePointer, connection: OpaquePointer) {
        func field(_ name: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(name.value)).map { String(cString: $0) }
        }
        let parts = [
            field("M"), field("D").map { "detail: \($0)" }, field("H").map { "hint: \($0)" },
            field("W").map { "context: \($0)" },
        ]
        let text = parts.compactMap(\.self).joined(separator: "; ")
        if let state = field("C") {
            self.init(sqlState: state, text)
        } else if PQstatus(connection) == CONNECTION_BAD {
            self.init(.connectionLost, String(cString: PQerrorMessage(connection)))
        } else {
            let message = PQresultErrorMessage(result).map { String(cString: $0) }
            self.init(.internalError, message ?? text)
        }
    }

    /// Reads the error that libpq itself keeps, when there is no result to ask.
    init(lost connection: OpaquePointer) {
        self.init(.connectionLost, String(cString: PQerrorMessage(connection)))
    }
}
