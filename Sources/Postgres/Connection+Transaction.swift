import CLibPQ

/// What a transaction may do and see.
package enum TransactionMode: String, Sendable {
    case readWrite = "begin isolation level read committed"

    /// Reads one unchanging state of the database, whatever others commit meanwhile.
    case snapshot = "begin isolation level repeatable read read only"
}

extension Connection {
    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Throws: What `body` throws; ``PostgresError/Code/outcomeUnknown`` when the answer to the
    ///   COMMIT was lost, so that only the database can tell whether it happened.
    package func transaction<T>(
        _ mode: TransactionMode = .readWrite, _ body: () throws -> T
    ) throws -> T {
        precondition(!isInTransaction, "transactions do not nest")
        try script(mode.rawValue)
        let value: T
        do {
            value = try body()
            try checkInterruption()
        } catch {
            rollBack()
            throw error
        }
        try commit()
        return value
    }

    private func commit() throws {
        do {
            // A COMMIT once sent is waited for: interrupting it would leave its outcome open.
            let result = try withoutInterruption { try execute("commit") }
            // The server answers the COMMIT of a failed transaction with ROLLBACK and no error.
            guard String(cString: PQcmdStatus(result.handle)) == "COMMIT" else {
                throw PostgresError(
                    .transactionAborted, sqlState: "25P02", "the transaction had failed before")
            }
        } catch let error as PostgresError {
            rollBack()
            throw error.duringCommit
        }
    }

    /// Where the roll-back itself fails the session is closed, which rolls back as well.
    private func rollBack() {
        guard isInTransaction else { return }
        do {
            try withoutInterruption { _ = try execute("rollback", within: limits.cleanup) }
        } catch {
            close()
        }
    }

    /// The id of the open transaction, by which ``outcome(ofTransaction:)`` finds it again.
    package func transactionID() throws -> String {
        let result = try execute("select pg_current_xact_id()::text")
        return result.string(0, 0) ?? ""
    }

    /// Whether a transaction whose COMMIT had no answer took place; `nil` while it still runs or
    /// when it is too long ago for the server to know.
    package func outcome(ofTransaction id: String) throws -> Bool? {
        let result = try execute(Query(sql: "select pg_xact_status($1::xid8)", .text(id)))
        switch result.string(0, 0) {
        case "committed": return true
        case "aborted": return false
        default: return nil
        }
    }
}
