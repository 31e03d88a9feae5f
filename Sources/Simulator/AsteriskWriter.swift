/// Writes calls as the call detail records (CSV, no header) of Asterisk.
struct AsteriskWriter {
    private let world: World
    private var random: Random

    init(_ world: World) {
        self.world = world
        random = Random(seed: world.configuration.seed, part: 11)
    }

    mutating func write(to files: inout FileSet) {
        let hazards = world.configuration.hazards
        let order = world.calls.indices.sorted {
            (world.calls[$0].end, world.calls[$0].sequence)
                < (world.calls[$1].end, world.calls[$1].sequence)
        }
        var carried: [UInt8]?
        var last = ""
        for index in order {
            let call = world.calls[index]
            let local = world.clock.local(call.end)
            let month = CivilDate(day: floorDivide(local, 86_400).quotient).monthText
            let name = call.atBranch ? "voice/branch-\(month).csv" : "voice/Master-\(month).csv"
            let columns = call.atBranch ? world.configuration.branchColumns : 21
            for row in AsteriskRow.rows(of: call, world) {
                let line = row.bytes(columns: columns, clock: world.clock)
                if !call.atBranch, name != last, let dup = carried {
                    files.line(name, bytes: dup)
                    carried = nil
                }
                files.line(name, bytes: line)
                guard !call.atBranch else { continue }
                last = name
                let fate = random.below(1000)
                if hazards.contains(.duplicates), fate < 5 { files.line(name, bytes: line) }
                if hazards.contains(.duplicates) { carried = line }
                if hazards.contains(.malformedRows), fate >= 997 {
                    addBadLine(row, to: &files, name)
                }
            }
        }
        if hazards.contains(.malformedRows), !last.isEmpty {
            files.badLine(last, Self.cutLine, why: "killed-writer", open: true)
        }
    }

    /// What a writer leaves behind that is killed in the middle of a line.
    private static let cutLine = Array(#""","0301234567","800","from-trunk","0301234567","PJ"#.utf8)

    private mutating func addBadLine(
        _ row: AsteriskRow, to files: inout FileSet, _ name: String
    ) {
        var bad = row
        bad.uniqueID = "1.\(random.between(1_000_000, 9_999_999))"
        bad.linkedID = bad.uniqueID
        if random.chance(500) {
            let line = bad.bytes(columns: 12, clock: world.clock)
            files.badLine(name, line, why: "column-count")
        } else {
            bad.unreadableTimes = true
            files.badLine(name, bad.bytes(columns: 21, clock: world.clock), why: "bad-time")
        }
    }
}
