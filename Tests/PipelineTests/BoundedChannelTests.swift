import Foundation
import Testing

@testable import Pipeline

@Suite struct `Handing batches from thread to thread` {
    @Test(arguments: [1, 2, 3])
    func `everything sent arrives in order, whoever is slower`(capacity: Int) throws {
        let channel = BoundedChannel<Int>(capacity: capacity)
        let count = 20_000
        let sender = Thread {
            for number in 0..<count { _ = channel.send(number) }
        }
        sender.start()

        for number in 0..<count { #expect(try channel.receive() == number) }
    }

    @Test func `a sender goes on when nobody receives any more`() {
        let channel = BoundedChannel<Int>(capacity: 1)
        #expect(channel.send(1))
        channel.close()
        #expect(!channel.send(2))
    }
}
