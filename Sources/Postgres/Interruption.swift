import Foundation
import Synchronization

/// Whether somebody asked the program to stop.
///
/// Every wait on the server looks at it at least five times a second; the statement is then
/// cancelled on the server and ``Interrupted`` is thrown.
package final class Interruption: Sendable {
    /// What SIGINT and SIGTERM set once ``install()`` has run.
    package static let process = Interruption()

    private let caught = Atomic<Int32>(0)

    package init() {}

    /// Makes SIGINT and SIGTERM ask for an orderly stop. A second signal ends the program at once.
    package static func install() {
        // The handler may only touch what exists already: this creates the flag before it.
        _ = process.signal
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { signal in
            Interruption.process.request(signal: signal)
        }
        // No SA_RESTART, so that a wait ends at once.
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        sigemptyset(&action.sa_mask)
        var numbers = sigset_t()
        sigemptyset(&numbers)
        for number in [SIGINT, SIGTERM] where !isIgnored(number) {
            sigaction(number, &action, nil)
            sigaddset(&numbers, number)
        }
        // A parent may have blocked them, and this program could then not be stopped.
        pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
    }

    /// What a shell does to a program in the background: such a signal stays ignored.
    private static func isIgnored(_ number: Int32) -> Bool {
        var current = sigaction()
        sigaction(number, nil, &current)
        return unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// The signal that asked the program to stop, `nil` while nobody has.
    package static var signal: Int32? { process.signal }

    package var signal: Int32? {
        let number = caught.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Asks for a stop; safe inside a signal handler.
    package func request(signal: Int32) {
        caught.store(signal, ordering: .relaxed)
    }

    /// For long loops that do not touch the database.
    package func check() throws(Interrupted) {
        if let signal { throw Interrupted(signal: signal) }
    }
}

/// The program was asked to stop; the open transaction has been rolled back.
package struct Interrupted: Error, Hashable, CustomStringConvertible {
    package let signal: Int32

    package init(signal: Int32) { self.signal = signal }

    /// 130 after SIGINT, 143 after SIGTERM.
    package var exitCode: Int32 { 128 + signal }

    package var description: String {
        signal == SIGTERM ? "terminated" : "interrupted"
    }
}
