import ConnectorKit
import JourneyStore
import Postgres

/// Why a command ends: an exit code of the contract, what is wrong, and what to do about it.
///
/// It is safe to show to anyone; what the server said in its own words is in ``detail``.
package struct Failure: Error, Sendable, Hashable {
    package var exitCode: Int32
    package var message: String
    package var advice: String
    /// For the operator's log only: it may quote a row.
    package var detail: String?

    package init(
        exitCode: Int32, message: String, advice: String = "", detail: String? = nil
    ) {
        self.exitCode = exitCode
        self.message = message
        self.advice = advice
        self.detail = detail
    }

    /// The failure that an error of any part of the program stands for; a surprise is 70.
    package init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as PostgresError:
            self.init(
                exitCode: error.exitCode, message: error.description, advice: error.hint,
                detail: error.debugDescription)
        case let error as EmbeddedClusterError:
            self.init(
                exitCode: error.exitCode, message: error.description)
        case let error as StoreError:
            self.init(
                exitCode: error.exitCode, message: error.description, advice: error.advice)
        case let error as Interrupted:
            self.init(
                exitCode: error.exitCode, message: error.description,
                advice: "Running the command again goes on from there.")
        case let error as FormatMismatch: self.init(exitCode: 65, message: error.message)
        case let error as DamagedArchive: self.init(exitCode: 65, message: error.message)
        case let error as SettingError:
            self.init(
                exitCode: error.isUnknownOption || error.isMissingOption ? 64 : 78,
                message: error.message,
                advice: "`journey connectors\(error.connector.map { " " + $0 } ?? "")` lists the"
                    + (error.connector == nil ? " connectors." : " options."))
        default:
            self.init(
                exitCode: 70, message: "an unexpected error",
                advice: "Please report it with the log.",
                detail: String(reflecting: error))
        }
    }
}
