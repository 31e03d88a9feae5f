import ConnectorKit

/// How Asterisk says a leg ended.
enum AsteriskDisposition: Sendable, Hashable {
    case answered, noAnswer, busy, congestion, failed, cancelled

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if ByteText.equal(text, "ANSWERED") {
            self = .answered
        } else if ByteText.equal(text, "NO ANSWER") {
            self = .noAnswer
        } else if ByteText.equal(text, "BUSY") {
            self = .busy
        } else if ByteText.equal(text, "FAILED") {
            self = .failed
        } else {
            self.init(anySpelling: String(decoding: text, as: UTF8.self))
        }
    }

    private init?(anySpelling text: String) {
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
