import Foundation

/// The file that configures the program: found, read and understood.
package struct ConfigurationFile: Sendable {
    /// Absolute.
    package let path: String
    package let content: RunConfiguration

    /// What relative paths in the file are relative to.
    package var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

    /// Where it is looked for when none is named, the first that is there wins.
    package static func places(environment: [String: String]) -> [String] {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let home = value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }
        return ["journey.yaml"] + [home.map { "\($0)/journey/config.yaml" }].compactMap(\.self)
            + ["/etc/journey/config.yaml"]
    }

    /// - Parameter option: The value of `--config`.
    /// - Returns: `nil` when none is named and none is found.
    /// - Throws: ``Failure`` (78) for a file that cannot be read or holds a mistake.
    package static func load(
        option: String?, environment: [String: String]
    ) throws(Failure) -> ConfigurationFile? {
        let named = [option, environment["JOURNEY_CONFIG"]].compactMap(\.self)
            .first { !$0.isEmpty }
        let found = places(environment: environment)
            .first { FileManager.default.fileExists(atPath: $0) }
        guard let path = named ?? found else { return nil }
        return try read(URL(fileURLWithPath: path).standardizedFileURL.path)
    }

    package static func read(_ path: String) throws(Failure) -> ConfigurationFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
                exitCode: 78, message: "the configuration \(path) cannot be read",
                advice: "Check the path and its permissions.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Failure(exitCode: 78, message: "the configuration \(path) is not UTF-8")
        }
        do {
            return ConfigurationFile(path: path, content: try RunConfiguration(parsing: text))
        } catch {
            throw Failure(exitCode: 78, message: "\(path), \(error.description)")
        }
    }

    /// A path as this file means it.
    package func resolved(_ path: String) -> String {
        path.hasPrefix("/") || path == "-" ? path : "\(folder)/\(path)"
    }
}
