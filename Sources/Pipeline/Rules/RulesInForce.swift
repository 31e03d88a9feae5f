import Foundation
import IdentityResolution
import JourneyModel

/// The identity rules that hold, and where they come from.
package struct RulesInForce: Sendable {
    package var rules: IdentityRules
    /// A file's path, or `built-in`.
    package var origin: String
    /// What the file says; `nil` for the built-in rules.
    package var text: String?
    /// The line of each setting that the file names.
    package var lines: [String: Int] = [:]

    /// `FILE:LINE` of a setting by its path, such as `phone.silence`, else `built-in`.
    package func origin(of path: String) -> String {
        lines[path].map { "\(origin):\($0)" } ?? "built-in"
    }

    /// `JOURNEY_RULES_FILE`, else `identity.yaml` in the data folder, else the built-in rules.
    ///
    /// - Throws: ``Failure`` (78) for a file that cannot be read or holds a mistake.
    package static func load(
        dataFolder: String, environment: [String: String]
    ) throws -> RulesInForce {
        let named = environment["JOURNEY_RULES_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        let path = named ?? "\(dataFolder)/identity.yaml"
        if named == nil, !FileManager.default.fileExists(atPath: path) {
            return RulesInForce(rules: .builtIn, origin: "built-in")
        }
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Failure(
                exitCode: 78, message: "The identity rules in \(path) cannot be read.",
                advice: "Check the path and its permissions, or unset JOURNEY_RULES_FILE.")
        }
        do {
            return try RulesInForce(parsing: text, origin: path)
        } catch {
            throw Failure(
                exitCode: 78, message: Spelling.sentence("\(path), \(error.description)"),
                advice: "Mend that line; `journey rules` shows every rule with its value.")
        }
    }
}

extension RulesInForce {
    /// What the text of a file sets, over the built-in rules.
    package init(parsing text: String, origin: String) throws(YAMLMistake) {
        let file = try RulesFile(parsing: text)
        self.init(rules: file.rules, origin: origin, text: text, lines: file.lines)
    }
}
