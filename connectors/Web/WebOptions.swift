import ConnectorKit
import JourneyModel

/// Options that every web format has, and how options are read.
enum WebOptions {
    static let bots = ConnectorDescription.Option(
        "bots",
        "NAME,… parts of user agents that are programs of your own; beside the list of"
            + " \(BotList.version)")

    /// - Throws: ``SettingError`` for an option that is not in the connector's description.
    static func check(
        _ settings: SourceSettings, of description: ConnectorDescription
    ) throws(SettingError) {
        let known = description.options.map(\.name)
        guard let option = settings.options.keys.sorted().first(where: { !known.contains($0) })
        else { return }
        let names = known.joined(separator: ", ")
        throw SettingError(
            "\(description.name) has no option \(option); it has \(names).", isUnknownOption: true)
    }

    static func botList(_ settings: SourceSettings) throws(SettingError) -> BotList {
        guard let text = settings.options[bots.name] else { return .standard }
        let names = list(text)
        guard names.allSatisfy({ $0.utf8.count >= 3 }) else {
            throw SettingError("bots: a name of a program has at least three characters.")
        }
        return BotList(more: names)
    }

    static func isOn(
        _ option: String, in settings: SourceSettings, unless standard: Bool
    ) throws(SettingError) -> Bool {
        guard let text = settings.options[option] else { return standard }
        switch text.lowercased() {
        case "yes": return true
        case "no": return false
        default: throw SettingError("\(option)=\(text): it is yes or no.")
        }
    }

    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { ByteText.trimmed(String($0)) }.filter { !$0.isEmpty }
    }
}
