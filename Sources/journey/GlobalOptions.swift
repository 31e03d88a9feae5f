import ArgumentParser
import Foundation
import Pipeline

/// Options of every command.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A libpq connection string or URI.", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("Folder of the key and the private database.", valueName: "folder"))
    var dataDir: String?

    @Option(help: ArgumentHelp("Schema; personal data go to NAME_pii.", valueName: "name"))
    var schema: String?

    @Option(
        help: ArgumentHelp("Configuration, else ./journey.yaml and the like.", valueName: "file"))
    var config: String?

    @OptionGroup var logging: LoggingOptions

    var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Who decides something: the name given, else the user of the system, who has one also where a
    /// scheduler sets no environment.
    func author(_ given: String?) -> String { given ?? environment["USER"] ?? NSUserName() }

    var console: Console {
        do {
            return logging.console(configured: try configuration()?.content)
        } catch {
            // The command itself ends with what is wrong in the file.
            return logging.console
        }
    }

    /// The configuration that is named, else the first that is found.
    func configuration() throws(Failure) -> ConfigurationFile? {
        try ConfigurationCache.shared.load(option: config, environment: environment)
    }
}

/// How a command speaks on standard error.
struct LoggingOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Warnings and errors only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Details too, such as the server's words in an error.")
    var verbose = false

    @Option(help: "text or json, on standard error.")
    var logFormat: Console.Format?

    @Option(help: "error, warning, info or debug.")
    var logLevel: Console.Level?

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    }

    var console: Console { console(configured: nil) }

    /// - Parameter configuration: What holds where neither options nor environment say anything.
    func console(configured configuration: RunConfiguration?) -> Console {
        let environment = ProcessInfo.processInfo.environment
        let level: Console.Level? =
            if quiet { .warning } else if verbose { .debug } else {
                logLevel ?? environment["JOURNEY_LOG_LEVEL"].flatMap(Console.Level.init)
                    ?? configuration?.logLevel.flatMap(Console.Level.init)
            }
        let format =
            logFormat ?? environment["JOURNEY_LOG_FORMAT"].flatMap(Console.Format.init)
            ?? configuration?.logFormat.flatMap(Console.Format.init)
        return Console(format: format ?? .text, level: level ?? .info)
    }
}

extension Console.Format: ExpressibleByArgument {}
extension Console.Level: ExpressibleByArgument {}
