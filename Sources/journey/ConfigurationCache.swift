import Pipeline
import Synchronization

/// Reads the configuration once a process, whoever asks.
final class ConfigurationCache: Sendable {
    static let shared = ConfigurationCache()

    private let read = Mutex<[String: Result<ConfigurationFile?, Failure>]>([:])

    func load(
        option: String?, environment: [String: String]
    ) throws(Failure) -> ConfigurationFile? {
        let name = option ?? ""
        let result = read.withLock { known in
            if let result = known[name] { return result }
            let result = Result { () throws(Failure) in
                try ConfigurationFile.load(option: option, environment: environment)
            }
            known[name] = result
            return result
        }
        return try result.get()
    }
}
