import ConnectorKit
import JourneyModel

/// What a record of a queue log says of a call.
struct QueueLogEvent {
    /// Who rang, where the record says it.
    struct Caller {
        /// Empty where it was withheld.
        var number: UnsafeBufferPointer<UInt8>
        var name: UnsafeBufferPointer<UInt8>
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
        let data = record.data
        let word = words.first { ByteText.equalIgnoringCase(record.event, $0.text) }?.word
        switch word {
        case .entered:
            var entered = Self(.entered)
            entered.caller = Caller(number: data[1], name: data[3])
            return entered
        case .rang: return Self(.rang, wait: try data.milliseconds(0, unit: 1))
        case .connected: return Self(.connected, .handled, wait: try data.milliseconds(0))
        case .completed: return try handled(data)
        case .blindTransfer:
            var transferred = try handled(data.dropFirst(2))
            transferred.isTransfer = true
            transferred.transferredTo = data.text(0)
            return transferred
        case .attendedTransfer:
            // One to three parts say how it was done, so the rest counts from the right.
            var transferred = try handled(data.numbers(atEnd: 3))
            transferred.isTransfer = true
            return transferred
        case .abandoned: return Self(.ended, .abandoned, wait: try data.milliseconds(2))
        case .missed: return Self(.ended, .missed, wait: try data.milliseconds(2))
        case .leftEmpty: return Self(.ended, .refused, wait: try data.milliseconds(2))
        case .leftWithKey: return Self(.ended, .abandoned, wait: try data.milliseconds(3))
        case .refused: return Self(.ended, .refused, wait: 0)
        case nil: return nil
        }
    }

    private enum Word {
        case entered, rang, connected, completed, blindTransfer, attendedTransfer
        case abandoned, missed, leftEmpty, leftWithKey, refused
    }

    private static let words: [(text: StaticString, word: Word)] = [
        ("enterqueue", .entered), ("connect", .connected), ("completecaller", .completed),
        ("completeagent", .completed), ("ringnoanswer", .rang), ("ringcanceled", .rang),
        ("abandon", .abandoned), ("blindtransfer", .blindTransfer), ("transfer", .blindTransfer),
        ("attendedtransfer", .attendedTransfer), ("exitwithtimeout", .missed),
        ("withdraw", .missed), ("exitempty", .leftEmpty), ("exitwithkey", .leftWithKey),
        ("full", .refused), ("joinempty", .refused), ("closed", .refused),
    ]

    /// Wait and talk stand first in `data`.
    private static func handled(_ data: QueueLogData) throws(Rejection) -> Self {
        var event = Self(.ended, .handled, wait: try data.milliseconds(0))
        event.talkMs = try data.milliseconds(1)
        return event
    }
}
