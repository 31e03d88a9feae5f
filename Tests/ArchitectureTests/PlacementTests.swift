import Foundation
import Testing

@Suite struct `Places` {
    @Test func `SQL statements stand in schema only`() throws {
        let statement =
            /\b(?:select\s.*\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from)\s/
            .ignoresCase().dotMatchesNewlines()

        // The client's own questions, who holds a lock and whether the server still works for this
        // session, cannot come from a layer above it.
        let exempt: Set = [
            "Sources/Postgres/Connection+AdvisoryLock.swift",
            "Sources/Postgres/Connection+Probing.swift",
        ]
        let found = try Repository.sources().filter {
            !$0.hasPrefix("schema/") && !exempt.contains($0)
        }.flatMap { file in
            try SwiftText.literals(in: Repository.text(file))
                .filter { $0.contains(statement) }
                .map { "\(file): \($0.prefix(60))" }
        }

        #expect(found == [])
    }

    @Test func `only the database layer promises that a type is safe to share`() throws {
        let found = try Repository.sources().filter { file in
            let code = SwiftText.code(of: try Repository.text(file))
            return !file.hasPrefix("Sources/Postgres/") && code.contains("@unchecked Sendable")
        }

        #expect(found == [])
    }

    @Test func `nothing ends the program on bad input`() throws {
        let words = ["try!", "as!", "fatalError("]

        let found = try Repository.sources().filter { file in
            let code = SwiftText.code(of: try Repository.text(file))
            return words.contains { code.contains($0) }
        }

        #expect(found == [])
    }

    @Test func `a Swift file has at most 400 lines`() throws {
        let long = try (Repository.sources() + Repository.files(in: "Tests", ending: ".swift"))
            .filter { try Self.lines(of: $0) > 400 }

        #expect(long == [])
    }

    /// The header of a report lists its columns and is not counted; a migration holds many
    /// statements, and so does the file that makes the staging tables.
    @Test func `an SQL file has at most 150 lines of statement, many statements 250`() throws {
        let long = try Repository.files(in: "schema", ending: ".sql").filter { file in
            let isMany =
                file.hasPrefix("schema/migrations/") || file.hasSuffix("ingest/staging.sql")
            let statement = try Repository.text(file).split(separator: "\n")
                .filter { !$0.hasPrefix("-- ") }
            return statement.count > (isMany ? 250 : 150)
        }

        #expect(long == [])
    }

    @Test func `every query says in its first line what it is for`() throws {
        let silent = try Repository.files(in: "schema", ending: ".sql").filter { file in
            try !Repository.text(file).hasPrefix("-- ")
        }

        #expect(silent == [])
    }

    @Test func `the root shows six folders and the few files beside them`() throws {
        let allowed: Set = [
            "Package.swift", "Sources", "Tests", "schema", "connectors", "docs", "README.md",
            "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", ".swift-format", ".gitignore", ".ci",
            "Benchmarks",
        ]

        let others = try Repository.rootNames().filter { !allowed.contains($0) }

        #expect(others == [])
    }

    private static func lines(of file: String) throws -> Int {
        try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
    }
}
