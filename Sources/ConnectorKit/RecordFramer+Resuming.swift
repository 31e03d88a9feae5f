import JourneyModel

extension RecordFramer {
    /// Whether ``init(_:goingOnAt:)`` would cut what follows as this one will.
    ///
    /// Arrays, envelopes and documents over several lines are known from their beginning only.
    package var isResumable: Bool {
        guard overlong == nil else { return false }
        guard framing.isJSON else { return true }
        return mode == .documents && isLineMode && hasEnvelopes != true
    }

    /// Goes on behind a record of the same stream, at a ``position`` where ``isResumable`` held.
    package init(_ framing: Framing, goingOnAt place: RecordPlace) {
        self.init(framing, resumingAt: place)
        guard framing.isJSON, place.byteOffset > 0 else { return }
        mode = .documents
        isLineMode = true
        hasEnvelopes = false
    }
}
