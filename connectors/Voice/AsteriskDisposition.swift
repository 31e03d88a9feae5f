/// How Asterisk says a leg ended.
enum AsteriskDisposition: Sendable, Hashable {
    case answered, noAnswer, busy, congestion, failed, cancelled

    init?(_ text: String) {
        switch text.uppercased().filter({ $0.isLetter }) {
        case "ANSWERED", "ANSWER": self = .answered
        case "NOANSWER", "UNKNOWN": self = .noAnswer
        case "BUSY": self = .busy
        case "CONGESTION": self = .congestion
        case "FAILED": self = .failed
        case "CANCEL", "CANCELLED": self = .cancelled
        default: return nil
        }
    }
}
