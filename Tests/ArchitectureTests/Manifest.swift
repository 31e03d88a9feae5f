import Foundation

/// `Package.swift` as the package manager understands it.
struct Manifest {
    struct Target: Hashable {
        let name: String
        let type: String
        /// Relative to the root.
        let folder: String
        /// Targets of ours that it declares.
        let dependencies: Set<String>
    }

    let targets: [Target]

    static let current = Result { try Manifest() }

    /// Asks `swift package` with a scratch folder of its own, because the build that runs the
    /// tests may hold the lock on the usual one.
    private init() throws {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("journey-manifest-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let data = try Program.output(
            "/usr/bin/env",
            [
                "swift", "package", "--package-path", Repository.root.path, "--scratch-path",
                scratch, "dump-package",
            ])
        let package = try JSONDecoder().decode(Package.self, from: data)
        targets = package.targets.map { target in
            Target(
                name: target.name, type: target.type,
                folder: target.path ?? (target.type == "test" ? "Tests/" : "Sources/")
                    + target.name,
                dependencies: Set(target.dependencies.compactMap(\.name)))
        }
    }

    private struct Package: Decodable {
        let targets: [Entry]
    }

    private struct Entry: Decodable {
        let name: String
        let type: String
        let path: String?
        let dependencies: [Dependency]
    }

    /// `{"byName": [name, …]}` or `{"target": [name, …]}`; a product of another package has no
    /// name here.
    private struct Dependency: Decodable {
        let name: String?

        private enum Key: String, CodingKey { case byName, target }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            guard let key = container.allKeys.first else {
                name = nil
                return
            }
            var list = try container.nestedUnkeyedContainer(forKey: key)
            name = try list.decode(String.self)
        }
    }
}
