/// One call detail record.
struct AsteriskRow: Sendable {
    var accountCode = ""
    var source: String
    var destination: String
    var context: String
    var callerID: String
    var channel: String
    var destinationChannel = ""
    var application: String
    var data: String
    /// Seconds since 1970; `answer` is `nil` for a call that nobody and nothing answered.
    var start: Int
    var answer: Int?
    var end: Int
    var disposition = "ANSWERED"
    var uniqueID: String
    var userField = ""
    var peerAccount = ""
    var linkedID: String
    var sequence: Int
    var unreadableTimes = false

    /// - Parameter columns: 21 with all options on; 16 the bare record; 17 with unique id, 18 also
    ///   user field; 19 and 20 are 16 and 17 with the three newer columns. Fewer is a broken row.
    func bytes(columns: Int, clock: LocalClock) -> [UInt8] {
        var line = Output()
        let texts = [
            accountCode, source, destination, context, callerID, channel, destinationChannel,
            application, data,
        ]
        for text in texts {
            line.quoted(text)
            line.comma()
        }
        for time in [start, answer, end] {
            if unreadableTimes {
                line.quoted("2026-02-30 25:61:00")
            } else if let time {
                line.raw("\"")
                line.dateTime(seconds: clock.local(time), separator: 32)
                line.raw("\"")
            }
            line.comma()
        }
        guard columns >= 16 else { return Array(line.bytes.dropLast()) }
        line.number(end - start)
        line.comma()
        line.number(answer.map { end - $0 } ?? 0)
        line.raw(",\"\(disposition)\",\"DOCUMENTATION\"")
        if [17, 18, 20, 21].contains(columns) { append(uniqueID, to: &line) }
        if [18, 21].contains(columns) { append(userField, to: &line) }
        if columns >= 19 {
            append(peerAccount, to: &line)
            append(linkedID, to: &line)
            line.comma()
            line.number(sequence)
        }
        return line.bytes
    }

    private func append(_ text: String, to line: inout Output) {
        line.comma()
        line.quoted(text)
    }

    /// The rows that the switchboard writes for one call.
    static func rows(of call: Call, _ world: World) -> [AsteriskRow] {
        switch call.flow {
        case .outbound(let agent, let reached):
            return [outbound(call, world.population.agents[agent], reached: reached)]
        case .internal(let first, let second):
            let agents = world.population.agents
            return [internalRow(call, agents[first], agents[second])]
        default: return inbound(call, world)
        }
    }

    private static func inbound(_ call: Call, _ world: World) -> [AsteriskRow] {
        let agents = world.population.agents
        let queue = queueRow(call)
        switch call.flow {
        case .answered(let agent):
            var rows: [AsteriskRow] = []
            for (place, rung) in call.rungBefore.enumerated() where rung != agent {
                var row = queue
                row.destinationChannel = channel(agents[rung].extensionNumber, call.sequence + 2)
                row.answer = nil
                row.end = call.start + call.wait
                row.disposition = "NO ANSWER"
                row.sequence += place + 1
                rows.append(row)
            }
            var row = queue
            row.destinationChannel = channel(agents[agent].extensionNumber, call.sequence + 1)
            row.answer = call.menuFirst ? call.start + 1 : call.start + call.wait
            return rows + [row]
        case .blindTransfer(let first, let second):
            return blind(call, queue, agents[first], agents[second])
        case .attendedTransfer(let first, let second):
            return attended(call, queue, agents[first], agents[second])
        case .abandoned:
            var row = queue
            row.answer = call.menuFirst ? call.start + 1 : nil
            row.disposition = call.menuFirst ? "ANSWERED" : "NO ANSWER"
            return [row]
        case .voicemail:
            var row = queue
            row.destination = "vmu\(800 + call.topic.rawValue)"
            row.application = "VoiceMail"
            row.data = "\(800 + call.topic.rawValue)@default,u"
            row.answer = call.start + 1
            return [row]
        default:
            var row = queue
            row.destination = "s"
            row.context = "ivr-main"
            let isOpen = world.clock.isOpen(call.start)
            row.application = isOpen ? "BackGround" : "Playback"
            row.data = isOpen ? "main-menu" : "closed-hours"
            row.answer = call.start + 1
            return [row]
        }
    }

    private static func queueRow(_ call: Call) -> AsteriskRow {
        let number = call.written
        let named = call.callerName.isEmpty || number.isEmpty
        return AsteriskRow(
            accountCode: call.accountCode, source: number,
            destination: "\(800 + call.topic.rawValue)", context: "from-trunk",
            callerID: named ? number : "\"\(call.callerName)\" <\(number)>",
            channel: channel("trunk", call.sequence), application: "Queue",
            data: "\(call.topic.queue),t,,,60", start: call.start, answer: nil, end: call.end,
            uniqueID: call.id, userField: call.userField, linkedID: call.id,
            sequence: call.sequence)
    }

    private static func blind(
        _ call: Call, _ queue: AsteriskRow, _ first: Agent, _ second: Agent
    ) -> [AsteriskRow] {
        var before = queue
        before.destinationChannel = channel(first.extensionNumber, call.sequence + 1)
        before.answer = call.start + call.wait
        before.end = call.start + call.wait + call.talk
        var after = queue
        after.destination = second.extensionNumber
        after.context = "from-internal"
        after.destinationChannel = channel(second.extensionNumber, call.sequence + 2)
        after.application = "Dial"
        after.data = "PJSIP/\(second.extensionNumber),30,t"
        after.start = before.end
        after.answer = before.end + 4
        after.sequence += 1
        return [before, after]
    }

    private static func attended(
        _ call: Call, _ queue: AsteriskRow, _ first: Agent, _ second: Agent
    ) -> [AsteriskRow] {
        let moved = call.start + call.wait + call.talk
        var before = queue
        before.destinationChannel = channel(first.extensionNumber, call.sequence + 1)
        before.answer = call.start + call.wait
        before.end = moved
        let asking = AsteriskRow(
            source: first.extensionNumber, destination: second.extensionNumber,
            context: "from-internal", callerID: "\"\(first.name)\" <\(first.extensionNumber)>",
            channel: channel(first.extensionNumber, call.sequence + 2),
            destinationChannel: channel(second.extensionNumber, call.sequence + 3),
            application: "Dial", data: "PJSIP/\(second.extensionNumber),30", start: moved - 15,
            answer: moved - 10, end: moved, uniqueID: "\(moved - 15).\(call.sequence + 2)",
            linkedID: call.id, sequence: call.sequence + 1)
        var after = queue
        after.destinationChannel = channel(second.extensionNumber, call.sequence + 3)
        after.start = moved
        after.answer = moved
        after.sequence += 2
        return [before, asking, after]
    }

    private static func outbound(_ call: Call, _ agent: Agent, reached: Bool) -> AsteriskRow {
        let number = agent.extensionNumber
        var row = AsteriskRow(
            source: number, destination: call.written, context: "from-internal",
            callerID: "\"\(agent.name)\" <\(number)>", channel: channel(number, call.sequence),
            destinationChannel: channel("trunk", call.sequence + 1), application: "Dial",
            data: "PJSIP/\(call.written)@trunk,60", start: call.start,
            answer: call.start + call.wait, end: call.end, uniqueID: call.id,
            userField: call.userField, linkedID: call.id, sequence: call.sequence)
        if !reached {
            row.answer = nil
            row.disposition = call.wait % 2 == 0 ? "NO ANSWER" : "BUSY"
        }
        return row
    }

    private static func internalRow(
        _ call: Call, _ first: Agent, _ second: Agent
    ) -> AsteriskRow {
        AsteriskRow(
            source: first.extensionNumber, destination: second.extensionNumber,
            context: "from-internal", callerID: "\"\(first.name)\" <\(first.extensionNumber)>",
            channel: channel(first.extensionNumber, call.sequence),
            destinationChannel: channel(second.extensionNumber, call.sequence + 1),
            application: "Dial", data: "PJSIP/\(second.extensionNumber),30", start: call.start,
            answer: call.start + call.wait, end: call.end, uniqueID: call.id, linkedID: call.id,
            sequence: call.sequence)
    }

    private static func channel(_ name: String, _ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "PJSIP/\(name)-" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }
}
