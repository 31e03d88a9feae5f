import ConnectorKit
import JourneyModel

/// What a record of a queue log says of a call.
struct QueueLogEvent {
    /// Who rang, where the record says it.
    struct Caller: Hashable {
        /// Empty where it was withheld.
        var number: String
        var name: String
    }

    var event: QueueEvent
    var outcome = Outcome.open
    var caller: Caller?
    /// Milliseconds.
    var waitMs: Int64?
    var talkMs: Int64?
    var transferredTo: String?
    var isTransfer = false

    private init(_ event: QueueEvent, _ outcome: Outcome = .open, wait: Int64? = nil) {
        self.event = event
        self.outcome = outcome
        waitMs = wait
    }

    /// `nil` for a record that says nothing of how a call went.
    static func of(_ record: QueueLogRecord) throws(Rejection) -> Self? {
        let data = Data(values: record.data)
        switch record.event.uppercased() {
        case "ENTERQUEUE":
            var entered = Self(.entered)
            entered.caller = Caller(number: data[1], name: data[3])
            return entered
        case "RINGNOANSWER", "RINGCANCELED":
            return Self(.rang, wait: try data.milliseconds(0, unit: 1))
        case "CONNECT": return Self(.connected, .handled, wait: try data.milliseconds(0))
        case "COMPLETEAGENT", "COMPLETECALLER": return try handled(data)
        case "BLINDTRANSFER", "TRANSFER":
            var transferred = try handled(data.dropFirst(2))
            transferred.isTransfer = true
            transferred.transferredTo = data[0]
            return transferred
        case "ATTENDEDTRANSFER":
            // One to three parts say how it was done, so the rest counts from the right.
            var transferred = try handled(data.numbers(atEnd: 3))
            transferred.isTransfer = true
            return transferred
        case "ABANDON": return Self(.ended, .abandoned, wait: try data.milliseconds(2))
        case "EXITWITHTIMEOUT", "WITHDRAW":
            return Self(.ended, .missed, wait: try data.milliseconds(2))
        case "EXITEMPTY": return Self(.ended, .refused, wait: try data.milliseconds(2))
        case "EXITWITHKEY": return Self(.ended, .abandoned, wait: try data.milliseconds(3))
        case "FULL", "JOINEMPTY", "CLOSED": return Self(.ended, .refused, wait: 0)
        default: return nil
        }
    }

    /// Wait and talk stand first in `data`.
    private static func handled(_ data: Data) throws(Rejection) -> Self {
        var event = Self(.ended, .handled, wait: try data.milliseconds(0))
        event.talkMs = try data.milliseconds(1)
        return event
    }
}

extension QueueLogEvent {
    /// The values behind an event.
    private struct Data {
        var values: [String]
        /// Number of the first value in the record.
        var first = 1

        /// Seconds of a year: no call lasts longer.
        private static let longest: Int64 = 31_622_400

        subscript(place: Int) -> String { place < values.count ? values[place] : "" }

        func dropFirst(_ count: Int) -> Data {
            Data(values: Array(values.dropFirst(count)), first: first + count)
        }

        /// The last values if they are numbers, else none: tables cut a long record at five.
        func numbers(atEnd count: Int) -> Data {
            let tail = dropFirst(max(0, values.count - count))
            return tail.values.allSatisfy { Int64($0) != nil } ? tail : Data(values: [])
        }

        /// A length; `nil` when the record lacks it, as those of older versions do.
        ///
        /// - Parameter unit: Milliseconds of one.
        func milliseconds(_ place: Int, unit: Int64 = 1_000) throws(Rejection) -> Int64? {
            let text = self[place]
            if text.isEmpty { return nil }
            guard let number = Int64(text), number >= 0, number <= Self.longest * 1_000 / unit
            else {
                throw Rejection(
                    .badNumber, field: "data\(first + place)",
                    "The length is not a number of seconds; look how the record was changed.")
            }
            return number * unit
        }
    }
}
