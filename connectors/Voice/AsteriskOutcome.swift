import JourneyModel

/// What one leg says about how the call ended.
struct AsteriskOutcome {
    var direction: Direction
    var disposition: AsteriskDisposition
    var application: AsteriskApplication
    /// Somebody was rung or joined.
    var hasOtherSide: Bool
    /// Whole length of the leg in milliseconds; `nil` when unknown.
    var duration: Int64?

    /// Under this a caller who left did not wait.
    private static let shortMs: Int64 = 5_000

    var value: Outcome {
        if direction == .outbound { return disposition == .answered ? .handled : .failed }
        switch (disposition, application) {
        case (.answered, .voicemail): return .voicemail
        case (.answered, .queue): return hasOtherSide ? .handled : leftWaiting
        case (.answered, .menu), (.answered, .other): return hasOtherSide ? .handled : .ivrContained
        case (.answered, .connects): return hasOtherSide ? .handled : leftWaiting
        case (.busy, .queue), (.congestion, .queue), (.failed, .queue):
            // One agent's telephone was busy; the caller kept waiting.
            return hasOtherSide ? leftWaiting : .refused
        case (.busy, _), (.congestion, _), (.failed, _): return .refused
        case (.noAnswer, _), (.cancelled, _): return leftWaiting
        }
    }

    private var leftWaiting: Outcome {
        if let duration, duration < Self.shortMs { return .shortAbandon }
        return .abandoned
    }
}
