import CLibPQ
import Foundation

extension Connection {
    /// Loads rows by a `COPY … FROM STDIN WITH (FORMAT binary)`.
    ///
    /// When `body` throws, nothing is loaded and the connection goes on working.
    /// - Returns: The number of rows loaded.
    @discardableResult
    package func copyIn(
        _ sql: String, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try refuseNUL(sql)
        return try statement { handle in
            try beginCopy(sql, expecting: PGRES_COPY_IN, on: handle)
            do {
                var writer = CopyWriter(self)
                try body(&writer)
                try writer.finish()
            } catch {
                let reason = abandonCopy(handle)
                throw error is PostgresError ? reason ?? error : error
            }
            guard PQputCopyEnd(handle, nil) == 1 else { throw PostgresError(lost: handle) }
            return try allResults(handle, until: Deadline(after: limits.statement)).affectedRows
        }
    }

    /// Lends the rows of a `COPY (…) TO STDOUT WITH (FORMAT binary)` one by one.
    ///
    /// - Returns: The number of rows.
    @discardableResult
    package func copyOut(
        _ sql: String, _ body: (borrowing BinaryRow) throws -> Void
    ) throws -> Int {
        try refuseNUL(sql)
        return try statement { handle in
            try beginCopy(sql, expecting: PGRES_COPY_OUT, on: handle)
            var decoder = CopyDecoder()
            while let message = try nextCopyRow(handle, until: Deadline(after: limits.statement)) {
                defer { PQfreemem(message.start) }
                try decoder.decode(
                    UnsafeRawBufferPointer(start: message.start, count: message.count), body)
                try checkInterruption()
            }
            _ = try allResults(handle, until: Deadline(after: limits.statement))
            return decoder.rowCount
        }
    }

    /// Passes bytes on to the server and waits until the system has taken them all, so that libpq
    /// never piles them up.
    func sendCopy(_ bytes: UnsafeRawBufferPointer) throws {
        guard let handle else { throw PostgresError(.connectionLost, "the connection is closed") }
        try checkInterruption()
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let deadline = Deadline(after: limits.silence)
        while true {
            let state = PQputCopyData(handle, start, Int32(bytes.count))
            if state < 0 { throw PostgresError(lost: handle) }
            try flush(handle, until: deadline)
            if state == 1 { return }
            try wait(handle, POLLOUT, until: deadline)
        }
    }

    /// The next message of a running COPY TO, which the caller frees; `nil` after the last.
    func nextCopyRow(
        _ handle: OpaquePointer, until deadline: Deadline
    ) throws -> (start: UnsafeMutablePointer<CChar>, count: Int)? {
        while true {
            var start: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle, &start, 1)
            if count > 0, let start { return (start, Int(count)) }
            if count == -1 { return nil }
            if count < -1 { throw PostgresError(lost: handle) }
            try wait(handle, POLLIN, until: deadline)
            if PQconsumeInput(handle) == 0 { throw PostgresError(lost: handle) }
        }
    }

    private func beginCopy(
        _ sql: String, expecting status: ExecStatusType, on handle: OpaquePointer
    ) throws {
        guard PQsendQuery(handle, sql) == 1 else { throw PostgresError(lost: handle) }
        let deadline = Deadline(after: limits.statement)
        guard let result = try nextResult(handle, until: deadline) else {
            throw PostgresError(lost: handle)
        }
        defer { PQclear(result) }
        let actual = PQresultStatus(result)
        if actual == status {
            precondition(PQbinaryTuples(result) == 1, "the COPY must say (format binary)")
            return
        }
        guard actual == PGRES_FATAL_ERROR else {
            throw PostgresError(.invalidStatement, "the statement is not the expected COPY")
        }
        let failure = PostgresError(result: result, connection: handle)
        while let rest = try nextResult(handle, until: deadline) { PQclear(rest) }
        throw failure
    }

    /// Ends a COPY whose rows are not wanted any more.
    ///
    /// - Returns: The server's own error, should it have ended the COPY first.
    private func abandonCopy(_ handle: OpaquePointer) -> PostgresError? {
        guard PQputCopyEnd(handle, "given up by the client") == 1 else { return nil }
        do {
            try withoutInterruption {
                _ = try allResults(handle, until: Deadline(after: limits.cleanup))
            }
        } catch let error as PostgresError {
            return error.sqlState == nil || error.code == .cancelled ? nil : error
        } catch {
            return nil
        }
        return nil
    }
}

/// Cuts the messages of a binary COPY into rows.
struct CopyDecoder {
    private(set) var rowCount = 0
    private var hasHeader = false
    private var fields: [BinaryRow.Field] = []

    mutating func decode(
        _ message: UnsafeRawBufferPointer, _ body: (borrowing BinaryRow) throws -> Void
    ) throws {
        var reader = BinaryReader(message)
        if !hasHeader {
            _ = reader.take(15)
            _ = reader.take(Int(reader.int32()))
            hasHeader = true
        }
        while !reader.isAtEnd {
            let columns = reader.int16()
            if columns < 0 { return }
            fields.removeAll(keepingCapacity: true)
            for _ in 0..<columns {
                let length = Int(reader.int32())
                let start = length < 0 ? nil : reader.take(length).baseAddress
                fields.append(BinaryRow.Field(start: start, count: max(0, length)))
            }
            try fields.withUnsafeBufferPointer { try body(BinaryRow(fields: $0)) }
            rowCount += 1
        }
    }
}
