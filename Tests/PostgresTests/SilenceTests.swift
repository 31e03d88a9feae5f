import TestSupport
import Testing

@testable import Postgres

@Suite struct `A silent server` {
    @Test func `a session that has nothing to do is seen to wait for us`() throws {
        try withTestDatabase { connection, _ in
            let condition = try connection.condition()

            #expect(condition == .waitingForUs)
        }
    }

    @Test func `asking leaves the session as it was`() throws {
        try withTestDatabase { connection, _ in
            try connection.script("create temporary table mark (one integer)")

            _ = try connection.condition()

            let count = try connection.value("select count(*) from mark")
            #expect(count == "0")
        }
    }

    @Test func `one missed answer is forgiven, two are not`() {
        var watch = SilenceWatch(limit: .zero)

        let isDue = watch.isDue
        let conditions: [ServerCondition] = [.unreachable, .working, .waitingForUs, .unreachable]
        let isLost = conditions.map { watch.note($0) }

        #expect(isDue)
        #expect(isLost == [false, false, false, true])
    }

    @Test(arguments: [
        (["connect_timeout": "7"], Duration.seconds(7)),
        (["dbname": "host=a connect_timeout=9"], .seconds(9)),
        (["dbname": "postgresql://a/b?connect_timeout=1"], .seconds(2)),
        (["dbname": "host=a connect_timeout=0"], .seconds(15)),
        (["dbname": "journey"], .seconds(15)),
    ])
    func `the limit on connecting is the one that is asked for`(
        keywords: [String: String], limit: Duration
    ) {
        let words = keywords.map { ($0.key, $0.value) }

        #expect(Connection.connectLimit(words, standard: .seconds(15)) == limit)
    }

    @Test(arguments: [("5", Duration.seconds(5)), ("0", .seconds(60)), ("soon", .seconds(60))])
    func `how long silence is borne can be set`(text: String, limit: Duration) {
        #expect(TimeLimits(environment: ["JOURNEY_SILENCE_LIMIT": text]).probe == limit)
    }
}
