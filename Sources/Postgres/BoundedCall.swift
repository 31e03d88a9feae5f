import Foundation

/// A C call that cannot be given a deadline, run on a thread of its own and waited for.
///
/// A call that is given up goes on until the C library returns; `late` then disposes of its result.
///
/// Unchecked because the compiler cannot see that `lock` guards every stored value that changes.
final class BoundedCall<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private let done = DispatchSemaphore(value: 0)
    private let late: (Value) -> Void
    private var value: Value?
    private var isGivenUp = false

    init(_ call: @escaping () -> Value, late: @escaping (Value) -> Void) {
        self.late = late
        let work = Work(call: call)
        Thread.detachNewThread { [self] in finish(work.call()) }
    }

    /// The result, or `nil` when it did not come in time.
    func wait(until deadline: Deadline, checking check: () throws -> Void) rethrows -> Value? {
        while done.wait(timeout: .now() + .milliseconds(Int(deadline.pollSlice))) == .timedOut {
            do { try check() } catch {
                giveUp()
                throw error
            }
            if deadline.isOver {
                giveUp()
                return nil
            }
        }
        return lock.withLock { value }
    }

    private func finish(_ result: Value) {
        let isLate = lock.withLock {
            value = result
            return isGivenUp
        }
        if isLate { late(result) } else { done.signal() }
    }

    private func giveUp() {
        let missed: Value? = lock.withLock {
            isGivenUp = true
            return value
        }
        if let missed { late(missed) }
    }

    /// Unchecked because the closure moves to the one thread that runs it.
    private struct Work: @unchecked Sendable {
        let call: () -> Value
    }
}
