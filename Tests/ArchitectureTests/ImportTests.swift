import Foundation
import Testing

@Suite struct `Imports` {
    /// What each target may import of ours, read from the table in `docs/architecture.md`.
    private static let allowed = Result {
        var table: [String: Set<String>] = [:]
        for line in try Repository.text("docs/architecture.md").split(separator: "\n") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard line.hasPrefix("| `"), cells.count == 5 else { continue }
            for target in names(in: cells[1]) { table[target] = Set(names(in: cells[3])) }
        }
        return table
    }

    @Test func `every target of the program stands in the table of the architecture`() throws {
        let table = try Self.allowed.get()

        let missing = try Self.programTargets().map(\.name).filter { table[$0] == nil }

        #expect(missing == [])
    }

    @Test func `no target declares a dependency that the table does not allow`() throws {
        let table = try Self.allowed.get()

        let refused = try Self.programTargets().flatMap { target in
            target.dependencies.subtracting(table[target.name] ?? [])
                .map { "\(target.name) -> \($0)" }
        }

        #expect(refused.sorted() == [])
    }

    @Test func `every import of a module of ours is a direct dependency`() throws {
        let ours = Set(try Manifest.current.get().targets.map(\.name))

        let undeclared = try Manifest.current.get().targets.flatMap { target in
            try Self.imports(in: target.folder).intersection(ours)
                .subtracting(target.dependencies).subtracting([target.name])
                .map { "\(target.name) -> \($0)" }
        }

        #expect(undeclared.sorted() == [])
    }

    @Test func `every dependency between targets of the program is used`() throws {
        let unused = try Self.programTargets().flatMap { target in
            try target.dependencies.subtracting(Self.imports(in: target.folder))
                .map { "\(target.name) -> \($0)" }
        }

        #expect(unused.sorted() == [])
    }

    @Test func `nothing depends on itself in a circle`() throws {
        var left = Dictionary(
            uniqueKeysWithValues: try Self.programTargets().map { ($0.name, $0.dependencies) })

        while let leaf = left.first(where: { $0.value.isDisjoint(with: left.keys) }) {
            left[leaf.key] = nil
        }

        #expect(left.keys.sorted() == [])
    }

    private static func programTargets() throws -> [Manifest.Target] {
        try Manifest.current.get().targets.filter { target in
            ["regular", "executable"].contains(target.type) && !target.folder.hasPrefix("Tests/")
        }
    }

    private static func names(in cell: Substring) -> [String] {
        cell.matches(of: /`([A-Za-z]+)`/).map { String($0.1) }
    }

    private static func imports(in folder: String) throws -> Set<String> {
        var found: Set<String> = []
        for file in try Repository.files(in: folder, ending: ".swift") {
            for line in try Repository.text(file).split(separator: "\n") {
                let importLine = /^(?:@testable )?(?:package |private )?import (?:[a-z]+ )?(\w+)/
                if let match = line.firstMatch(of: importLine) { found.insert(String(match.1)) }
            }
        }
        return found
    }
}
