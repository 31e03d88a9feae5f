import Foundation
import JourneyModel
import Pipeline
import Postgres
import Schema
import Testing

@Suite struct `Documentation` {
    @Test func `every command is explained on the page of commands`() throws {
        let page = try Repository.text("docs/commands.md")

        let missing = try Self.commands().filter { !page.contains("`journey \($0)") }

        #expect(missing == [])
    }

    @Test func `every connector is explained on the page of connectors`() throws {
        let page = try Repository.text("docs/connectors.md")

        let missing = ConnectorRegistry.standard.names
            .filter { !page.contains("`\($0)`") }

        #expect(missing == [])
    }

    @Test func `every report and export is explained on the page of reports`() throws {
        let page = try Repository.text("docs/reports.md")

        let missing = try ["reports", "exports"].flatMap { folder in
            // A file that is a part of another one says so in its header.
            try Schema.names(in: folder).filter { name in
                try !Schema.text("\(folder)/\(name).sql").contains("\n-- of:")
            }
        }
        .filter { !page.contains("`\($0)`") }

        #expect(missing == [])
    }

    @Test func `every reason of a reject is explained on the page of errors`() throws {
        let page = try Repository.text("docs/errors.md")

        let missing = Rejection.Reason.allCases.map(\.rawValue)
            .filter { !page.contains("`\($0)`") }

        #expect(missing == [])
    }

    @Test func `every failure of the database is explained with its exit code`() throws {
        let page = try Repository.text("docs/errors.md")

        let missing = PostgresError.Code.allCases
            .filter { !page.contains("| `\($0.rawValue)` | \($0.exitCode) |") }
            .map { "\($0.rawValue) \($0.exitCode)" }

        #expect(missing == [])
    }

    @Test(arguments: [0, 1, 64, 65, 66, 70, 73, 74, 75, 77, 78, 99, 130, 143])
    func `every exit code is explained`(code: Int) throws {
        let page = try Repository.text("docs/errors.md")

        #expect(page.contains("| \(code) |"))
    }

    @Test func `no page points to a file that is not there`() throws {
        let pages =
            try ["README.md", "CONTRIBUTING.md"] + Repository.files(in: "docs", ending: ".md")

        let broken = try pages.flatMap { page in
            let folder = Repository.root.appendingPathComponent(page).deletingLastPathComponent()
            return try Repository.text(page).matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/)
                .map { String($0.1) }
                .filter { !FileManager.default.fileExists(atPath: folder.path + "/" + $0) }
                .map { "\(page): \($0)" }
        }

        #expect(broken == [])
    }

    /// Command names as the program itself lists them, such as `person find`.
    private static func commands() throws -> [String] {
        let data = try Program.output(Program.journey, ["--experimental-dump-help"])
        let root = try JSONDecoder().decode(Help.self, from: data).command
        return root.leaves(of: "").filter { !$0.isEmpty && $0 != "help" }
    }

    private struct Help: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let subcommands: [Command]?

        func leaves(of parent: String) -> [String] {
            (subcommands ?? []).flatMap { child -> [String] in
                let name = parent.isEmpty ? child.commandName : "\(parent) \(child.commandName)"
                return child.commandName == "help" ? [] : [name] + child.leaves(of: name)
            }
        }
    }
}
