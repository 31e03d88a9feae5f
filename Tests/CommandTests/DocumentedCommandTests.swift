import Foundation
import Testing

@Suite struct `Documented commands` {
    /// A command as a page shows it, with lines of what it prints.
    private struct Example {
        var command: String
        var shown: [Substring] = []

        /// The lines shown that none of the printed ones is; `…` stands for any text.
        func missing(in printed: String) -> [Substring] {
            let lines = printed.split(separator: "\n")
            return shown.filter { line in !lines.contains { Self.matches($0, line) } }
        }

        private static func matches(_ line: Substring, _ shown: Substring) -> Bool {
            let parts = trimmed(shown).components(separatedBy: "…")
            var rest = trimmed(line)[...]
            guard parts.count > 1 else { return rest == parts[0] }
            guard rest.hasPrefix(parts[0]), rest.hasSuffix(parts[parts.count - 1]) else {
                return false
            }
            for part in parts where !part.isEmpty {
                guard let place = rest.range(of: part) else { return false }
                rest = rest[place.upperBound...]
            }
            return true
        }

        private static func trimmed(_ line: Substring) -> String {
            line.trimmingCharacters(in: .whitespaces)
        }
    }

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Pages that hold a block marked ```` ```console runnable ````.
    static let pages = Result {
        let docs = root.appending(path: "docs").path
        let names = try FileManager.default.subpathsOfDirectory(atPath: docs)
            .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
        return try (["README.md"] + names).filter { try !examples(of: $0).isEmpty }
    }

    @Test func `the README has commands to run`() throws {
        #expect(try Self.pages.get().contains("README.md"))
    }

    @Test func `a line shown that is not printed so is noticed`() {
        let example = Example(
            command: "journey stitch", shown: ["persons  2", "calls:… are …, certain", "run …"])

        #expect(example.missing(in: "  persons  2\ncalls:a and b are one, certain\nrun 1") == [])
        #expect(example.missing(in: "persons  20\nare calls:a, certain\nrun 1").count == 2)
    }

    /// The commands of a page run in their order, in a folder that holds the exports of a shop.
    @Test func `every command of the documentation works and prints what is written`() throws {
        for page in try Self.pages.get() {
            try Workshop.withPrivateCluster { journey in
                for name in try FileManager.default.contentsOfDirectory(
                    atPath: Workshop.exports.path)
                {
                    try FileManager.default.copyItem(
                        at: Workshop.exports.appending(path: name),
                        to: journey.folder.appending(path: name))
                }
                for example in try Self.examples(of: page) {
                    let place = "\(page): \(example.command)"
                    let reply = try journey.shell(example.command)

                    #expect(reply.status == 0, "\(place)\n\(reply.messages)")
                    let printed = reply.output + "\n" + reply.messages
                    #expect(example.missing(in: printed) == [], "\(place)\n\(printed)")
                }
            }
        }
    }

    /// What the runnable blocks of a page hold: commands behind `$ `, their further lines behind
    /// `> `, and lines that they print.
    private static func examples(of page: String) throws -> [Example] {
        var examples: [Example] = []
        var isRunnable = false
        let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isRunnable = line == "```console runnable"
            } else if isRunnable, line.hasPrefix("$ ") {
                examples.append(Example(command: String(line.dropFirst(2))))
            } else if isRunnable, let last = examples.indices.last {
                if line.hasPrefix("> ") {
                    examples[last].command += "\n" + line.dropFirst(2)
                } else if !line.isEmpty {
                    examples[last].shown.append(line)
                }
            }
        }
        return examples
    }
}
