import JourneyStore
import Postgres

extension Workspace {
    /// Times a step is tried in all.
    private static let attempts = 10

    /// Runs `body`, and again after a failure that may pass: in a new session where the one before
    /// was lost.
    ///
    /// A server that cannot be reached for as long as the options say is given up.
    ///
    /// - Parameters:
    ///   - resume: What a new session needs first, such as locks. It may fail as `body` may.
    ///   - body: Is told whether this is another attempt; the COMMIT of one before may have taken
    ///     place all the same.
    func retrying<T>(
        resume: () throws -> Void = {}, _ body: (_ isAgain: Bool) throws -> T
    ) throws -> T {
        var attempt = 1
        var isLost = false
        while true {
            do {
                if isLost {
                    try reconnect()
                    try resume()
                    isLost = false
                }
                return try body(attempt > 1)
            } catch let error as PostgresError
                where attempt < Self.attempts && Self.mayPass(error)
            {
                attempt += 1
                isLost = isLost || error.endsConnection || !connection.isOpen
                if isLost && attempt == 2 { continue }
                try Pause.wait(.milliseconds(Int64.random(in: 50...500) * Int64(attempt)))
            }
        }
    }

    /// Who says that a server is unreachable has waited for it already.
    private static func mayPass(_ error: PostgresError) -> Bool {
        (error.isRetryable || error.endsConnection) && error.code != .unreachable
    }
}
