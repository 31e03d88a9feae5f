import Foundation

/// The moment by which one step with the server must have ended.
package struct Deadline: Sendable {
    /// How long a wait may last before it looks again for an interruption.
    private static let slice = Duration.milliseconds(200)

    private let end: SuspendingClock.Instant

    package init(after limit: Duration) {
        end = SuspendingClock.now.advanced(by: limit)
    }

    package var remaining: Duration { max(.zero, SuspendingClock.now.duration(to: end)) }

    package var isOver: Bool { remaining == .zero }

    /// The next stretch to wait, in whole milliseconds for `poll`, never 0 while time is left.
    var pollSlice: Int32 {
        let stretch = min(remaining, Self.slice).components
        let milliseconds = stretch.seconds * 1000 + stretch.attoseconds / 1_000_000_000_000_000
        return Int32(milliseconds) + 1
    }
}

/// How long each kind of step may take before the connection gives up on it.
package struct TimeLimits: Sendable {
    /// One attempt to connect, when the connection string names no `connect_timeout`.
    package var connect = Duration.seconds(15)

    /// One statement, from sending it to its last row.
    package var statement = Duration.seconds(6 * 3600)

    /// How long the server may be silent before a second session asks how it is, twice. A line that
    /// is dead then counts as lost. `JOURNEY_SILENCE_LIMIT` gives it in seconds.
    package var probe = Duration.seconds(60)

    /// The longest silence in the middle of a COPY.
    package var silence = Duration.seconds(300)

    /// Tidying up after an error: cancel, drain and roll back. Past it the connection is closed.
    package var cleanup = Duration.seconds(5)

    /// The server's own limit on waiting for a lock of another session.
    package var lock = Duration.seconds(30)

    /// The server ends a session that stays idle this long in a transaction, so that a program
    /// which hangs does not hold its locks for ever.
    package var idleInTransaction = Duration.seconds(300)

    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let text = environment["JOURNEY_SILENCE_LIMIT"], let seconds = Int(text), seconds > 0 {
            probe = .seconds(seconds)
        }
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
