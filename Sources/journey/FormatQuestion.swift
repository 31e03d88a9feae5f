import Foundation
import Pipeline

/// Finds the connector of files that were named without one.
struct FormatQuestion {
    let console: Console

    /// Asks on a terminal.
    ///
    /// - Throws: ``UsageError`` (64) that holds the command to run, when nobody can be asked; what
    ///   a missing file throws.
    func connector(for inputs: [String], _ registry: ConnectorRegistry) throws -> String {
        let found = InputResolver.resolve(inputs)
        if let failure = found.failures.first { throw failure }
        guard case .file(let path)? = found.inputs.first else {
            throw UsageError(
                .wrongUsage, "name the connector of standard input: journey ingest CONNECTOR -")
        }
        let candidates = try FormatDetection.connectors(for: path, among: registry)
        guard let best = candidates.first else {
            throw UsageError(
                .wrongUsage,
                "\(path) looks like no known format; name one of:"
                    + " \(registry.names.joined(separator: ", "))")
        }
        let commands = candidates.map { "journey ingest \($0) \(Self.quoted(inputs))" }
        guard isatty(0) == 1, isatty(2) == 1, candidates.count == 1 else {
            throw UsageError(
                .wrongUsage,
                "\(path) looks like \(candidates.joined(separator: " or ")); run: "
                    + commands.joined(separator: " or: "))
        }
        console.note("\(path) looks like \(best). Load it with this connector? [y/N]")
        guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
            throw UsageError(.wrongUsage, "nothing was loaded; run: \(commands[0])")
        }
        return best
    }

    private static func quoted(_ words: [String]) -> String {
        words.map { word in
            let isPlain = word.allSatisfy {
                $0.isLetter || $0.isNumber || "/._-+=:,@%".contains($0)
            }
            return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
        }
        .joined(separator: " ")
    }
}
