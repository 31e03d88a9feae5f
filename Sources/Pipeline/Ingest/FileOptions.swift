import ConnectorKit
import Foundation
import JourneyModel

/// Options of connectors for which users name a file: connectors open none, so they get its text.
enum FileOptions {
    /// Longest such file, in bytes.
    private static let longest = 4 << 20

    /// The settings with each file's text in place of its path.
    ///
    /// - Throws: ``Failure`` (66) for a file that cannot be read, (78) for one that is no text.
    static func read(
        _ settings: SourceSettings, of description: ConnectorDescription
    ) throws(Failure) -> SourceSettings {
        var settings = settings
        for option in description.options where option.isFile {
            guard let path = settings.options[option.name] else { continue }
            settings.options[option.name] = try text(of: path, option.name)
        }
        return settings
    }

    /// A connector of these settings, whose mistakes in a file are said with its path.
    static func connector(
        _ type: any Connector.Type, _ settings: SourceSettings, paths: [String: String]
    ) throws -> any Connector {
        do {
            return try type.init(settings: settings)
        } catch {
            var mistake = error
            mistake.connector = type.description.name
            guard !error.isUnknownOption else { throw mistake }
            for option in type.description.options where option.isFile {
                guard let path = paths[option.name] else { continue }
                mistake.message = mistake.message.replacing(
                    "the \(option.name), line ", with: "\(path), line ")
            }
            throw mistake
        }
    }

    private static func text(of path: String, _ option: String) throws(Failure) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
                exitCode: 66, message: "\(path), given as \(option), is missing or cannot be read",
                advice: "Check the path.")
        }
        guard data.count <= longest, let text = String(data: data, encoding: .utf8) else {
            throw Failure(
                exitCode: 78, message: "\(path), given as \(option), is no text in UTF-8",
                advice: "Check that it is the file you meant.")
        }
        return text
    }
}
