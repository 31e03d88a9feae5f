import Foundation
import Postgres
import Testing

@Suite struct `An interruption` {
    @Test(arguments: zip([SIGINT, SIGTERM], [130, 143] as [Int32]))
    func `has the exit code that shells expect`(signal: Int32, exitCode: Int32) {
        let interruption = Interruption()

        #expect(interruption.signal == nil)
        interruption.request(signal: signal)

        #expect(interruption.signal == signal)
        #expect(throws: Interrupted(signal: signal)) { try interruption.check() }
        #expect(Interrupted(signal: signal).exitCode == exitCode)
    }

    @Test func `by a signal is noticed, and a second one ends the program`() async {
        await #expect(processExitsWith: .exitCode(5)) {
            Interruption.install()
            raise(SIGTERM)
            exit(Interruption.signal == SIGTERM ? 5 : 1)
        }
        await #expect(processExitsWith: .signal(SIGINT)) {
            Interruption.install()
            raise(SIGINT)
            raise(SIGINT)
        }
    }
}
