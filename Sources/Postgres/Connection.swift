import CLibPQ

/// One session with a PostgreSQL server.
///
/// Calls wait, but never without a deadline, and end early when the program is interrupted. After
/// an error the session is either idle again or closed; a closed one answers with
/// ``PostgresError/Code/connectionLost``. Where a statement runs for long, a thread of its own
/// should wait for it: nothing here is `async`.
package final class Connection {
    /// Where the session is: a host name or address, or the folder of a Unix socket.
    package let host: String
    package let database: String
    package let user: String

    /// Such as 150006 for PostgreSQL 15.6.
    package let serverVersion: Int

    /// The server process of this session.
    package let processID: Int

    /// A sentence for the operator when a remote server is reached with less than `verify-full`.
    package let securityWarning: String?

    package var limits: TimeLimits

    let interruption: Interruption

    /// libpq's connection; `nil` once closed.
    private(set) var handle: OpaquePointer?

    private var shields = 0
    private var copyBuffer: UnsafeMutableRawBufferPointer?

    /// Takes over an open connection.
    init(adopting handle: OpaquePointer, limits: TimeLimits, interruption: Interruption) {
        func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
            pointer.map { String(cString: $0) } ?? ""
        }
        self.handle = handle
        self.limits = limits
        self.interruption = interruption
        host = text(PQhost(handle))
        database = text(PQdb(handle))
        user = text(PQuser(handle))
        serverVersion = Int(PQserverVersion(handle))
        processID = Int(PQbackendPID(handle))
        securityWarning = Self.securityWarning(of: handle)
        PQsetnonblocking(handle, 1)
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
    }

    deinit {
        close()
        copyBuffer?.deallocate()
    }

    package var isOpen: Bool { handle.map { PQstatus($0) == CONNECTION_OK } ?? false }

    /// Whether a transaction is open, be it healthy or failed.
    package var isInTransaction: Bool {
        guard let handle else { return false }
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    /// Ends the session at once; an open transaction is rolled back by the server.
    package func close() {
        if let handle { PQfinish(handle) }
        handle = nil
    }

    /// Runs statements that must happen although the program was interrupted, such as noting so.
    package func withoutInterruption<T: ~Copyable>(_ body: () throws -> T) rethrows -> T {
        shields += 1
        defer { shields -= 1 }
        return try body()
    }

    func checkInterruption() throws {
        if shields == 0 { try interruption.check() }
    }

    /// Lends the buffer that every COPY of this connection reuses.
    func takeCopyBuffer(size: Int) -> UnsafeMutableRawBufferPointer {
        defer { copyBuffer = nil }
        return copyBuffer ?? .allocate(byteCount: size, alignment: 16)
    }

    func giveBack(copyBuffer buffer: UnsafeMutableRawBufferPointer) {
        copyBuffer?.deallocate()
        copyBuffer = buffer
    }
}
