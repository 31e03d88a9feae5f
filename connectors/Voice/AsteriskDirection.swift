import JourneyModel

/// Who rang whom, which Asterisk does not record.
struct AsteriskDirection {
    /// What one row shows of it.
    struct Leg {
        var source: Party
        var destination: Party
        var context: UnsafeBufferPointer<UInt8>
        var application: AsteriskApplication
        var channel: Endpoint?
        var dstchannel: Endpoint?
        /// Somebody was rung or joined.
        var hasOtherSide: Bool
        /// FreePBX names the public number that was dialled from outside.
        var hasDID: Bool
    }

    let all: Direction?
    let byContext: [String: Direction]

    func direction(of leg: Leg) -> Direction {
        if let all { return all }
        if !byContext.isEmpty,
            let stated = byContext[String(decoding: leg.context, as: UTF8.self)]
        {
            return stated
        }
        switch leg.source {
        case .nobody: return withoutCaller(leg)
        case .external, .withheld:
            if leg.destination.isInside || leg.hasDID { return .inbound }
            return betweenOutsiders(leg)
        case .own: return leg.destination.isExternal ? .outbound : .internal
        case .extension, .service:
            if leg.destination.isExternal { return .outbound }
            // A hang-up row of an outgoing call has lost the number that was dialled.
            if leg.destination == .service, leg.dstchannel?.isTrunk == true { return .outbound }
            return .internal
        }
    }

    private func withoutCaller(_ leg: Leg) -> Direction {
        if leg.hasDID || leg.application.servesCallers || leg.channel?.isTrunk == true {
            return .inbound
        }
        return .unknown
    }

    private func betweenOutsiders(_ leg: Leg) -> Direction {
        if leg.application == .queue { return .inbound }
        if leg.channel?.isExtension == true { return .outbound }
        if leg.dstchannel?.isExtension == true { return .inbound }
        return .unknown
    }
}
