import Foundation
import JourneyModel

/// `ResolutionBenchmark EDGES [--pairs FILE]`: makes a world of so many pieces of evidence, resolves
/// it and prints one line of JSON. With a file it writes the same pairs as text for others instead.
@main
enum ResolutionBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1, let count = Int(arguments[1]), count > 0 else {
            print("usage: ResolutionBenchmark EDGES [--pairs FILE]")
            exit(64)
        }
        let world = EvidenceWorld(edges: count, seed: 20_260_101)
        if arguments.count > 3, arguments[2] == "--pairs" {
            return try write(world, to: arguments[3])
        }
        let edges = world.edges.count
        let points = world.touchpoints.count
        let before = Usage.now
        let start = ContinuousClock.now
        var gathering = Gathering(consume world)
        let outcome = gathering.resolve()
        let wall = (ContinuousClock.now - start) / .seconds(1)
        let after = Usage.now
        print(
            """
            {"edges": \(edges), "nodes": \(points + outcome.slices), \
            "persons": \(outcome.persons), "blocks": \(outcome.blocks), \
            "generic": \(outcome.generic), "refused": \(outcome.refused), \
            "wall": \(wall), "cpu": \(after.seconds - before.seconds), \
            "resident": \(after.peakBytes - before.bytesNow)}
            """)
    }

    /// One pair a line: record name, tab, kind and value in hexadecimal.
    private static func write(_ world: EvidenceWorld, to path: String) throws {
        var nameOf: [Key128: Range<Int>] = [:]
        for point in world.touchpoints { nameOf[point.key] = point.name }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        var lines: [UInt8] = []
        for edge in world.edges {
            lines += world.names[nameOf[edge.touchpoint] ?? 0..<0]
            lines.append(0x09)
            lines += edge.kind.name.utf8
            lines.append(0x3A)
            EvidenceWorld.appendHex(edge.identifier.high, to: &lines)
            EvidenceWorld.appendHex(edge.identifier.low, to: &lines)
            lines.append(0x0A)
            if lines.count > 1 << 20 {
                try file.write(contentsOf: lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: lines)
        try file.close()
    }
}

/// What the process used so far.
struct Usage {
    var seconds: Double
    var peakBytes: Int
    var bytesNow: Int

    static var now: Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds =
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Usage(
            seconds: seconds, peakBytes: usage.ru_maxrss * 1024, bytesNow: (pages ?? 0) * 4096)
    }
}
