import CLibPQ
import Foundation

/// How the server is, as another session sees it.
enum ServerCondition: Sendable {
    /// The session works on its statement, or nobody can tell.
    case working
    /// The session waits for this program, which waits for the session: what one of them sent was
    /// lost on the way.
    case waitingForUs
    /// No other session can be had.
    case unreachable
}

extension Connection {
    /// Where a session like this one can be had: all its settings, on the host it has reached.
    private var ownKeywords: [(String, String)] {
        guard let handle, let options = PQconninfo(handle) else { return [] }
        defer { PQconninfoFree(options) }
        var all: [(String, String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                all.append((String(cString: keyword), String(cString: value)))
            }
            option += 1
        }
        let reached = [("host", PQhost(handle)), ("port", PQport(handle))]
        for (keyword, value) in reached {
            guard let value else { continue }
            all.removeAll { $0.0 == keyword }
            all.append((keyword, String(cString: value)))
        }
        return all
    }

    /// Asks through a second session what the server makes of this one.
    ///
    /// A network that drops packets, or a proxy that hangs, is as silent as a server that works on
    /// a long statement; only this tells them apart.
    func condition() throws -> ServerCondition {
        let keywords = ownKeywords
        let process = processID
        let limit = Self.connectLimit(keywords, standard: limits.connect)
        let call = BoundedCall<ServerCondition>(
            { Self.ask(keywords, about: process, limit: limit) }, late: { _ in })
        return try call.wait(
            until: Deadline(after: limit + .seconds(5)), checking: { try checkInterruption() })
            ?? .unreachable
    }

    private static func ask(
        _ keywords: [(String, String)], about process: Int, limit: Duration
    ) -> ServerCondition {
        guard let probe = establish(keywords, limit: limit) else { return .working }
        defer { PQfinish(probe) }
        guard PQstatus(probe) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(probe))
            // A server that refuses is there.
            return message.contains(/:[ ]{2}[0-9A-Z]{5}:/) ? .working : .unreachable
        }
        let result = PQexec(
            probe,
            """
            select state like 'idle%' or state = 'active' and wait_event = 'ClientRead'
            from pg_stat_activity where pid = \(process)
            """)
        defer { PQclear(result) }
        // Behind a pool of connections the process is unknown.
        guard PQresultStatus(result) == PGRES_TUPLES_OK, PQntuples(result) == 1,
            let value = PQgetvalue(result, 0, 0)
        else { return .working }
        return String(cString: value) == "t" ? .waitingForUs : .working
    }
}

/// When a wait has been so long that the server is to be asked how it is.
struct SilenceWatch {
    /// A server under load may miss one question.
    private static let missesAllowed = 1

    private var end: Deadline
    private var misses = 0
    private let limit: Duration

    init(limit: Duration) {
        self.limit = limit
        end = Deadline(after: limit)
    }

    var isDue: Bool { end.isOver }

    /// - Returns: Whether the session is lost.
    mutating func note(_ condition: ServerCondition) -> Bool {
        end = Deadline(after: limit)
        switch condition {
        case .working:
            misses = 0
            return false
        case .waitingForUs, .unreachable:
            misses += 1
            return misses > Self.missesAllowed
        }
    }
}
