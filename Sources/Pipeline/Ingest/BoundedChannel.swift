import Foundation
import Postgres
import Synchronization

/// Hands values from one thread to another, at most so many at a time.
final class BoundedChannel<Element: Sendable>: Sendable {
    private struct State {
        var queue: [Element] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    // A semaphore must not end below its first value, hence both start at zero.
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)

    init(capacity: Int) {
        for _ in 0..<capacity { room.signal() }
    }

    /// Waits for room.
    ///
    /// - Returns: `false` when nobody receives any more.
    func send(_ element: Element) -> Bool {
        room.wait()
        let isTaken = state.withLock { state in
            if state.isClosed { return false }
            state.queue.append(element)
            return true
        }
        if isTaken { filled.signal() }
        return isTaken
    }

    /// Waits for a value.
    func receive() throws(Interrupted) -> Element {
        while filled.wait(timeout: .now() + .milliseconds(200)) == .timedOut {
            try Interruption.process.check()
        }
        return state.withLock { $0.queue.removeFirst() }
    }

    /// Ends receiving; a waiting sender goes on.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.queue.removeAll()
        }
        room.signal()
    }
}
