import Foundation

/// The files of the project as they stand.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Paths below `folder`, relative to the root, whose name ends like this; sorted.
    static func files(in folder: String, ending suffix: String) throws -> [String] {
        let base = root.appendingPathComponent(folder).path
        return try FileManager.default.subpathsOfDirectory(atPath: base)
            .filter { $0.hasSuffix(suffix) }
            .map { "\(folder)/\($0)" }
            .sorted()
    }

    /// Every Swift file of the program: no tests.
    static func sources() throws -> [String] {
        try ["Sources", "connectors", "schema"].flatMap { try files(in: $0, ending: ".swift") }
    }

    /// The whole of `docs/` and the README.
    static func documentation() throws -> String {
        try (["README.md"] + files(in: "docs", ending: ".md")).map(text).joined(separator: "\n")
    }

    /// Names at the root that belong to the project, without what `.gitignore` leaves out.
    static func rootNames() throws -> [String] {
        let patterns = try text(".gitignore").split(separator: "\n").map {
            $0.hasSuffix("/") ? String($0.dropLast()) : String($0)
        }
        return try FileManager.default.contentsOfDirectory(atPath: root.path)
            .filter { name in name != ".git" && name != ".swiftpm" }
            .filter { name in !patterns.contains { fnmatch($0, name, 0) == 0 } }
            .sorted()
    }
}
