import Foundation
import Testing

@Suite struct `Documented commands` {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Pages that hold a block marked ```` ```console runnable ````.
    static let pages = Result {
        let docs = root.appending(path: "docs").path
        let names = try FileManager.default.subpathsOfDirectory(atPath: docs)
            .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
        return try (["README.md"] + names).filter { try !commands(of: $0).isEmpty }
    }

    @Test func `the README has commands to run`() throws {
        #expect(try Self.pages.get().contains("README.md"))
    }

    /// The commands of a page run in their order, in a folder that holds the exports of a shop.
    @Test func `every command of the documentation works as it is written`() throws {
        for page in try Self.pages.get() {
            try Workshop.withPrivateCluster { journey in
                for name in try FileManager.default.contentsOfDirectory(
                    atPath: Workshop.exports.path)
                {
                    try FileManager.default.copyItem(
                        at: Workshop.exports.appending(path: name),
                        to: journey.folder.appending(path: name))
                }
                for command in try Self.commands(of: page) {
                    let reply = try journey.shell(command)

                    #expect(reply.status == 0, "\(page): \(command)\n\(reply.messages)")
                }
            }
        }
    }

    /// Lines behind `$ ` in the runnable blocks of a page.
    private static func commands(of page: String) throws -> [String] {
        var commands: [String] = []
        var isRunnable = false
        let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isRunnable = line == "```console runnable"
            } else if isRunnable, line.hasPrefix("$ ") {
                commands.append(String(line.dropFirst(2)))
            }
        }
        return commands
    }
}
