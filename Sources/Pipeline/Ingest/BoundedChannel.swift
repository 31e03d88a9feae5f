import Foundation
import Postgres
import Synchronization

/// Hands values from one thread to another, at most so many at a time.
final class BoundedChannel<Element: Sendable>: Sendable {
    private struct State {
        var queue: [Element] = []
        var isClosed = false
    }

    private enum Turn {
        case sent, full, closed
    }

    /// Longest sleep before an interruption is looked at, in seconds.
    private static var nap: Double { 0.2 }

    private let capacity: Int
    private let state = Mutex(State())
    /// Held around every look at the state, so that no wake-up falls between look and sleep.
    private let changed = NSCondition()

    init(capacity: Int) { self.capacity = capacity }

    /// Waits for room.
    ///
    /// - Returns: `false` when nobody receives any more.
    func send(_ element: Element) -> Bool {
        changed.lock()
        defer { changed.unlock() }
        while true {
            let turn = state.withLock { state -> Turn in
                if state.isClosed { return .closed }
                if state.queue.count >= capacity { return .full }
                state.queue.append(element)
                return .sent
            }
            if turn != .full {
                changed.broadcast()
                return turn == .sent
            }
            changed.wait()
        }
    }

    /// Waits for a value.
    func receive() throws(Interrupted) -> Element {
        changed.lock()
        defer { changed.unlock() }
        while true {
            let element = state.withLock { $0.queue.isEmpty ? nil : $0.queue.removeFirst() }
            if let element {
                changed.broadcast()
                return element
            }
            _ = changed.wait(until: Date(timeIntervalSinceNow: Self.nap))
            try Interruption.process.check()
        }
    }

    /// Ends receiving; a waiting sender goes on.
    func close() {
        changed.lock()
        defer { changed.unlock() }
        state.withLock { state in
            state.isClosed = true
            state.queue.removeAll()
        }
        changed.broadcast()
    }
}
