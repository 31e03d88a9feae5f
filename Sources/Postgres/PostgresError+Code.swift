extension PostgresError {
    /// The stable name of a failure; the user manual lists the values.
    package enum Code: String, Sendable, CaseIterable {
        case unreachable = "unreachable"
        case connectionLost = "connection-lost"
        case outcomeUnknown = "outcome-unknown"
        case deadlineExceeded = "deadline-exceeded"
        case cancelled = "cancelled"
        case conflict = "conflict"
        case locked = "locked"
        case tooManyConnections = "too-many-connections"
        case transactionAborted = "transaction-aborted"
        case idleTimeout = "idle-timeout"
        case diskFull = "disk-full"
        case outOfResources = "out-of-resources"
        case inputOutput = "input-output"
        case authenticationFailed = "authentication-failed"
        case permissionDenied = "permission-denied"
        case readOnly = "read-only"
        case secureConnectionFailed = "secure-connection-failed"
        case invalidTarget = "invalid-target"
        case databaseMissing = "database-missing"
        case schemaMissing = "schema-missing"
        case serverTooOld = "server-too-old"
        case invalidValue = "invalid-value"
        case duplicateKey = "duplicate-key"
        case constraintViolated = "constraint-violated"
        case invalidStatement = "invalid-statement"
        case internalError = "internal-error"
    }
}

extension PostgresError.Code {
    init(sqlState: String) {
        self = Self.exact[sqlState] ?? Self.classes[String(sqlState.prefix(2))] ?? .internalError
    }

    private static let exact: [String: Self] = [
        "08007": .outcomeUnknown, "40003": .outcomeUnknown,
        "57P01": .connectionLost, "57P02": .connectionLost, "57P03": .connectionLost,
        "57P05": .connectionLost, "57014": .cancelled, "57P04": .databaseMissing,
        "40001": .conflict, "40P01": .conflict, "55P03": .locked, "55006": .locked,
        "25P02": .transactionAborted, "25P03": .idleTimeout, "25006": .readOnly,
        "53100": .diskFull, "53300": .tooManyConnections, "58030": .inputOutput,
        "42501": .permissionDenied, "3D000": .databaseMissing,
        "42P01": .schemaMissing, "42703": .schemaMissing, "3F000": .schemaMissing,
        "23505": .duplicateKey, "23502": .invalidValue, "23514": .invalidValue,
    ]

    private static let classes: [String: Self] = [
        "08": .connectionLost, "22": .invalidValue, "23": .constraintViolated,
        "28": .authenticationFailed, "40": .conflict, "42": .invalidStatement,
        "53": .outOfResources, "58": .inputOutput,
    ]

    package var isRetryable: Bool {
        switch self {
        case .unreachable, .connectionLost, .conflict, .locked, .tooManyConnections,
            .transactionAborted, .idleTimeout:
            true
        default:
            false
        }
    }

    /// The exit code of a command that this failure ends.
    package var exitCode: Int32 {
        switch self {
        case .unreachable, .connectionLost, .outcomeUnknown, .deadlineExceeded, .cancelled,
            .conflict, .locked, .tooManyConnections, .transactionAborted, .idleTimeout:
            75
        case .diskFull, .outOfResources, .inputOutput: 74
        case .authenticationFailed, .permissionDenied, .readOnly: 77
        case .secureConnectionFailed, .invalidTarget, .databaseMissing, .schemaMissing,
            .serverTooOld:
            78
        case .invalidValue, .duplicateKey, .constraintViolated, .invalidStatement,
            .internalError:
            70
        }
    }

    package var hint: String {
        switch self {
        case .unreachable: "Check that the server runs and that host and port are right."
        case .connectionLost: "The server ended the connection; running again goes on from there."
        case .outcomeUnknown: "The answer to a commit was lost; running again settles it."
        case .deadlineExceeded: "The server took too long; look for locks and load, then retry."
        case .cancelled: "The statement was cancelled on the server; run the command again."
        case .conflict, .transactionAborted: "Another session interfered; run the command again."
        case .locked: "Another session holds a lock; run the command again later."
        case .tooManyConnections: "The server takes no more connections; retry later."
        case .idleTimeout: "The session stood still in a transaction; run the command again."
        case .diskFull: "The disk of the database server is full; free some space."
        case .outOfResources: "The database server is out of memory or another resource."
        case .inputOutput: "The database server cannot read or write its files; see its log."
        case .authenticationFailed: "Check user and password (PGPASSFILE, ~/.pgpass)."
        case .permissionDenied: "The database role lacks a grant; ask the owner of the database."
        case .readOnly: "The server or the role is read-only; name the primary server."
        case .secureConnectionFailed: "Check sslmode, sslrootcert and the server's certificate."
        case .invalidTarget: "The connection string cannot be read; check its spelling."
        case .databaseMissing: "The database does not exist; create it or name another."
        case .schemaMissing: "The schema is missing or out of date; run `journey init`."
        case .serverTooOld: "PostgreSQL 14 or later is needed."
        case .invalidValue, .duplicateKey, .constraintViolated, .invalidStatement,
            .internalError:
            "This is a defect of journey or of its schema; please report it with the log."
        }
    }
}
