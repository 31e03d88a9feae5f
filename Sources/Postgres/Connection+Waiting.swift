import CLibPQ
import Foundation

extension Connection {
    /// Runs `body` on an idle session and leaves an idle or a closed session behind, also when
    /// it throws in the middle of a statement.
    func statement<T: ~Copyable>(_ body: (OpaquePointer) throws -> T) throws -> T {
        guard let handle else { throw PostgresError(.connectionLost, "the connection is closed") }
        try checkInterruption()
        precondition(
            PQtransactionStatus(handle) != PQTRANS_ACTIVE, "one statement at a time per connection")
        do {
            return try body(handle)
        } catch {
            settle(handle)
            throw error
        }
    }

    /// The next result of the running statement, `nil` after the last.
    func nextResult(_ handle: OpaquePointer, until deadline: Deadline) throws -> OpaquePointer? {
        try flush(handle, until: deadline)
        while PQisBusy(handle) != 0 {
            try wait(handle, POLLIN, until: deadline)
            // The reason is in the result that follows, so a failure is no error yet.
            if PQconsumeInput(handle) == 0 { break }
        }
        return PQgetResult(handle)
    }

    /// Reads every result of the running statement and gives the last.
    func allResults(_ handle: OpaquePointer, until deadline: Deadline) throws -> ResultSet {
        var last: OpaquePointer?
        var failure: PostgresError?
        defer { PQclear(last) }
        while let result = try nextResult(handle, until: deadline) {
            PQclear(last)
            last = result
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: continue
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                throw PostgresError(.invalidStatement, "COPY runs through copyIn and copyOut")
            default:
                failure = failure ?? PostgresError(result: result, connection: handle)
            }
        }
        if let failure { throw failure }
        guard let result = last else { throw PostgresError(lost: handle) }
        last = nil
        return ResultSet(adopting: result)
    }

    /// Sends all that libpq still holds; takes in what arrives meanwhile, so that neither side
    /// waits for the other.
    func flush(_ handle: OpaquePointer, until deadline: Deadline) throws {
        while true {
            let state = PQflush(handle)
            if state == 0 { return }
            if state < 0 { throw PostgresError(lost: handle) }
            let ready = try wait(handle, POLLIN | POLLOUT, until: deadline)
            if ready & Int16(POLLIN) != 0, PQconsumeInput(handle) == 0 {
                throw PostgresError(lost: handle)
            }
        }
    }

    /// Waits until the socket is ready. Where that takes long the server is asked, so that a line
    /// that carries nothing any more is not waited for until the deadline.
    ///
    /// - Returns: What `poll` reports; an error or hang-up counts as ready.
    @discardableResult
    func wait(_ handle: OpaquePointer, _ events: Int32, until deadline: Deadline) throws -> Int16 {
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        guard descriptor.fd >= 0 else { throw PostgresError(lost: handle) }
        var watch = SilenceWatch(limit: limits.probe)
        while true {
            try checkInterruption()
            if deadline.isOver { throw PostgresError(.deadlineExceeded, "no answer in time") }
            let count = poll(&descriptor, 1, deadline.pollSlice)
            if count > 0 { return descriptor.revents }
            if count < 0, errno != EINTR {
                throw PostgresError(.connectionLost, "poll failed with error number \(errno)")
            }
            if watch.isDue, watch.note(try condition()), poll(&descriptor, 1, 0) == 0 {
                throw PostgresError(.connectionLost, "the line to the server is dead")
            }
        }
    }

    /// Brings the session back to idle after a failure, or closes it.
    private func settle(_ handle: OpaquePointer) {
        guard PQstatus(handle) == CONNECTION_OK else { return close() }
        guard PQtransactionStatus(handle) == PQTRANS_ACTIVE else { return }
        cancel(handle)
        do {
            try withoutInterruption { try drain(handle, until: Deadline(after: limits.cleanup)) }
        } catch {
            return close()
        }
        if PQstatus(handle) != CONNECTION_OK { close() }
    }

    private func drain(_ handle: OpaquePointer, until deadline: Deadline) throws {
        while let result = try nextResult(handle, until: deadline) {
            let status = PQresultStatus(result)
            PQclear(result)
            if status == PGRES_COPY_IN {
                guard PQputCopyEnd(handle, "given up by the client") > 0 else {
                    throw PostgresError(lost: handle)
                }
            } else if status == PGRES_COPY_OUT {
                while let row = try nextCopyRow(handle, until: deadline) { PQfreemem(row.start) }
            }
        }
    }

    /// Asks the server to give up the running statement. libpq's call connects and waits without
    /// a limit, so it gets a thread of its own and two seconds.
    private func cancel(_ handle: OpaquePointer) {
        guard let request = PQgetCancel(handle) else { return }
        let call = BoundedCall<Void>(
            {
                var message = [CChar](repeating: 0, count: 256)
                _ = PQcancel(request, &message, Int32(message.count))
                PQfreeCancel(request)
            }, late: {})
        _ = call.wait(until: Deadline(after: .seconds(2)), checking: {})
    }
}
