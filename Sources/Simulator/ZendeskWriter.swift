/// Writes chats as the exports of Zendesk Chat: an API page, then NDJSON and arrays by month.
struct ZendeskWriter {
    private let world: World
    private var random: Random

    init(_ world: World) {
        self.world = world
        random = Random(seed: world.configuration.seed, part: 12)
    }

    private static let apiPage = "chat/zendesk-chats.json"

    mutating func write(to files: inout FileSet) {
        let hazards = world.configuration.hazards
        let order = world.chats.indices.sorted {
            (world.chats[$0].start, world.chats[$0].id) < (
                world.chats[$1].start, world.chats[$1].id
            )
        }
        let pageEnd = world.period.lowerBound + world.period.count / 6
        var page: [[UInt8]] = []
        var months: [(name: String, lines: [[UInt8]])] = []
        var reexports: [[UInt8]] = []
        for index in order {
            let chat = world.chats[index]
            let line = ZendeskRecord(chat, world, complete: !chat.ratedLater).bytes()
            if chat.ratedLater {
                reexports.append(ZendeskRecord(chat, world, complete: true).bytes())
            }
            let day = floorDivide(chat.start, 86_400_000).quotient
            let name = "chat/zendesk-\(CivilDate(day: day).monthText)"
            let repeated = random.chance(8) && hazards.contains(.duplicates)
            if chat.start < pageEnd { page.append(line) }
            if chat.start >= pageEnd || repeated {
                if months.last?.name != name { months.append((name: name, lines: [])) }
                months[months.count - 1].lines.append(line)
            }
        }
        if months.isEmpty {
            page += reexports
        } else {
            months[months.count - 1].lines += reexports
        }
        writePage(page, to: &files)
        for (number, month) in months.enumerated() {
            if number == 1 {
                writeArray(month.lines, "\(month.name).json", to: &files)
            } else {
                writeLines(month.lines, "\(month.name).ndjson", to: &files)
            }
        }
    }

    private func writePage(_ chats: [[UInt8]], to files: inout FileSet) {
        var output = Output()
        output.raw(#"{"chats":["#)
        join(chats, to: &output)
        output.raw(#"],"count":"#)
        output.number(chats.count)
        output.raw(#","end_time":"#)
        output.number((world.period.lowerBound + world.period.count / 6) / 1000)
        output.raw(#","next_page":null}"#)
        output.newline()
        files.replace(Self.apiPage, with: output)
    }

    private func writeArray(_ chats: [[UInt8]], _ name: String, to files: inout FileSet) {
        var output = Output()
        output.raw("[")
        join(chats, to: &output)
        output.raw("]")
        output.newline()
        files.replace(name, with: output)
    }

    private func join(_ chats: [[UInt8]], to output: inout Output) {
        for (index, chat) in chats.enumerated() {
            if index > 0 { output.raw(",\n") }
            output.raw(chat)
        }
    }

    private mutating func writeLines(
        _ chats: [[UInt8]], _ name: String, to files: inout FileSet
    ) {
        let hazards = world.configuration.hazards
        for (index, line) in chats.enumerated() {
            files.line(name, bytes: line)
            if hazards.contains(.duplicates), random.chance(5) { files.line(name, bytes: line) }
            guard hazards.contains(.malformedRows), index % 150 == 1 else { continue }
            switch index / 150 % 3 {
            case 0:
                let cut = Array(#"{"id":"cut","type":"chat","timestamp":"2026-"#.utf8)
                files.badLine(name, cut, why: "truncated")
            case 1:
                let nameless = #"{"type":"chat","timestamp":"2026-02-10T09:00:00Z","history":[]}"#
                files.badLine(name, Array(nameless.utf8), why: "no-id")
            default:
                let timeless = #"{"type":"chat","id":"2602.bad.\#(index)","timestamp":"soon"}"#
                files.badLine(name, Array(timeless.utf8), why: "bad-time")
            }
        }
    }
}
