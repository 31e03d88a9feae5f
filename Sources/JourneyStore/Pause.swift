import Foundation
import Postgres

/// Waiting that ends early when the program is asked to stop.
package enum Pause {
    private static let slice = Duration.milliseconds(100)

    package static func wait(_ duration: Duration) throws(Interrupted) {
        let deadline = Deadline(after: duration)
        while !deadline.isOver {
            try Interruption.process.check()
            let rest = min(deadline.remaining, slice).components
            usleep(UInt32(rest.seconds * 1_000_000 + rest.attoseconds / 1_000_000_000_000) + 1)
        }
    }
}
