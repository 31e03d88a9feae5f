import Foundation
import JourneyStore
import Pipeline

/// The settings of every command and where each comes from: option, environment, file, default.
struct GlobalSettings {
    enum Origin: Hashable, CustomStringConvertible {
        case option(String)
        case environment(String)
        case file(String)
        case standard

        var description: String {
            switch self {
            case .option(let name): "option --\(name)"
            case .environment(let name): "environment \(name)"
            case .file(let path): "file \(path)"
            case .standard: "default"
            }
        }
    }

    struct Setting: Hashable {
        let name: String
        let value: String
        let origin: Origin
    }

    private let options: GlobalOptions
    private let environment: [String: String]
    let file: ConfigurationFile?

    init(_ options: GlobalOptions) throws(Failure) {
        self.options = options
        environment = options.environment
        file = try options.configuration()
    }

    /// In the order in which they are explained.
    func all() throws -> [Setting] {
        let (database, origin) = try database()
        let folder = dataFolder
        var settings = [
            Setting(name: "config", value: file?.path ?? "", origin: configOrigin),
            Setting(name: "database", value: place(database, folder.value), origin: origin),
            folder, schema,
        ]
        settings.append(
            setting(
                "key_file", nil, "JOURNEY_KEY_FILE", nil,
                HashingKey.path(dataFolder: folder.value, environment: [:])))
        settings.append(
            setting(
                "rules_file", nil, "JOURNEY_RULES_FILE", nil, "\(folder.value)/identity.yaml"))
        settings += [logFormat, logLevel]
        let site = file?.content
        settings.append(setting("time_zone", nil, nil, site?.timeZone, "that of the installation"))
        settings.append(setting("region", nil, nil, site?.region, "that of the installation"))
        return settings
    }

    /// What `--database` would be; `nil` for the libpq variables and for the private database.
    func database() throws -> (conninfo: String?, origin: Origin) {
        if let database = options.database, !database.isEmpty {
            return (database, .option("database"))
        }
        if let url = environment["DATABASE_URL"], !url.isEmpty {
            return (nil, .environment("DATABASE_URL"))
        }
        if DatabaseChoice.choose(option: nil, dataFolder: "", environment: environment)
            == .server(conninfo: "")
        {
            return (nil, .environment("PG*"))
        }
        guard let file, let database = file.content.database else { return (nil, .standard) }
        let origin = Origin.file(file.path)
        switch database {
        case .embedded: return (nil, origin)
        case .url(let url): return (url, origin)
        case .environment(let name):
            guard let url = environment[name], !url.isEmpty else {
                throw Failure(
                    exitCode: 78, message: "the environment variable \(name) is not set",
                    advice: "\(file.path) takes the database from it.")
            }
            return (url, origin)
        case .file(let name):
            let path = file.resolved(name)
            let text = try InputText.setting(path)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            guard !text.isEmpty else {
                throw Failure(exitCode: 78, message: "\(path) names no database")
            }
            return (text, origin)
        }
    }

    var dataFolder: Setting {
        let standard = DatabaseChoice.dataFolder(option: nil, environment: environment)
        let stated = file.flatMap { file in file.content.dataFolder.map(file.resolved) }
        return setting("data_dir", options.dataDir, "JOURNEY_DATA_DIR", stated, standard)
    }

    var schema: Setting {
        setting("schema", options.schema, "JOURNEY_SCHEMA", file?.content.schema, "journey")
    }

    private var logFormat: Setting {
        setting(
            "log_format", options.logging.logFormat?.rawValue, "JOURNEY_LOG_FORMAT",
            file?.content.logFormat, "text")
    }

    private var logLevel: Setting {
        let logging = options.logging
        if logging.quiet {
            return Setting(name: "log_level", value: "warning", origin: .option("quiet"))
        }
        if logging.verbose {
            return Setting(name: "log_level", value: "debug", origin: .option("verbose"))
        }
        return setting(
            "log_level", logging.logLevel?.rawValue, "JOURNEY_LOG_LEVEL", file?.content.logLevel,
            "info")
    }

    private var configOrigin: Origin {
        if options.config != nil { return .option("config") }
        if file != nil, environment["JOURNEY_CONFIG"].map({ !$0.isEmpty }) ?? false {
            return .environment("JOURNEY_CONFIG")
        }
        return .standard
    }

    private func setting(
        _ name: String, _ option: String?, _ variable: String?, _ stated: String?,
        _ standard: String
    ) -> Setting {
        if let option, !option.isEmpty {
            let word = name.replacing("_", with: "-")
            return Setting(name: name, value: option, origin: .option(word))
        }
        if let variable, let value = environment[variable], !value.isEmpty {
            return Setting(name: name, value: value, origin: .environment(variable))
        }
        if let stated, let file {
            return Setting(name: name, value: stated, origin: .file(file.path))
        }
        return Setting(name: name, value: standard, origin: .standard)
    }

    /// Never user or password.
    private func place(_ conninfo: String?, _ folder: String) -> String {
        let choice = DatabaseChoice.choose(
            option: conninfo, dataFolder: folder, environment: environment)
        return switch choice {
        case .server(let conninfo):
            ServerPlace(conninfo: conninfo, environment: environment).description
        case .embedded(let folder): "the private one in \(folder)"
        }
    }
}
