import Pipeline
import Reports
import Simulator

/// How a command that failed ends: exit code, one sentence, and details for the log.
struct Ending {
    let code: Int32
    let sentence: String
    let details: [String]

    init(_ error: any Error) {
        switch error {
        case let error as UsageError: self.init(error.kind.rawValue, error.message)
        case let error as OutputError: self.init(error.exitCode, error.description)
        case let error as ReportError: self.init(64, error.description)
        case let error as SimulatorError: self.init(64, error.description)
        case let error as ExplainError: self.init(66, Self.sentence(error))
        default:
            let failure = Failure(error)
            var sentence = failure.message
            if !failure.advice.isEmpty { sentence += "; " + Self.lowered(failure.advice) }
            if failure.exitCode == 70 {
                sentence =
                    "\(failure.message): please report it to \(Program.reportingPlace),"
                    + " with the output of the same command with --verbose"
            }
            self.init(failure.exitCode, sentence, [failure.detail].compactMap(\.self))
        }
    }

    /// For parts of a run, of which there may be several endings.
    var failure: Failure {
        Failure(exitCode: code, message: sentence, detail: details.first)
    }

    private init(_ code: Int32, _ sentence: String, _ details: [String] = []) {
        self.code = code
        self.sentence = sentence
        self.details = details
    }

    private static func sentence(_ error: ExplainError) -> String {
        switch error {
        case .unknownRecord(let name):
            "there is no record \(name); load it, then run `journey stitch`"
        case .nobody(let name, .bot): "\(name) is an event of a bot and belongs to nobody"
        case .nobody(let name, .internalCall):
            "\(name) is an internal call and belongs to nobody"
        case .nobody(let name, .notStitched):
            "\(name) has no person yet; run `journey stitch`"
        }
    }

    /// The advice as the second half of a sentence.
    private static func lowered(_ advice: String) -> String {
        let words = advice.hasSuffix(".") ? String(advice.dropLast()) : advice
        guard let second = words.dropFirst().first, second.isLowercase else { return words }
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}

/// A command that cannot do what was asked, with the exit code for it.
struct UsageError: Error {
    enum Kind: Int32 {
        case wrongUsage = 64
        case unusableInput = 65
        case missingInput = 66
        case badSetting = 78
    }

    let kind: Kind
    let message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
