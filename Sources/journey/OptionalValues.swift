import Pipeline

/// Options whose value may be left out: `--wait` and `--wait=10m`, `--fail-rejects` and
/// `--fail-rejects=2%`.
enum OptionalValues {
    private static let standards = ["--wait": "520w", "--fail-rejects": "5%"]

    /// The arguments with such a value filled in where there is none.
    static func filled(_ arguments: [String]) -> [String] {
        var filled: [String] = []
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { return filled + arguments[index...] }
            let next = index + 1 < arguments.count ? arguments[index + 1] : ""
            if let standard = standards[argument], !isValue(next, of: argument) {
                filled.append("\(argument)=\(standard)")
            } else {
                filled.append(argument)
            }
        }
        return filled
    }

    private static func isValue(_ word: String, of option: String) -> Bool {
        option == "--wait"
            ? DurationWords.seconds(word) != nil : RejectAllowance(parsing: word) != nil
    }
}

/// Finds out how to speak before the arguments are understood.
enum LogFormat {
    static func isJSON(_ arguments: [String], _ environment: [String: String]) -> Bool {
        let named = arguments.enumerated().compactMap { index, argument -> String? in
            if argument.hasPrefix("--log-format=") { return String(argument.dropFirst(13)) }
            guard argument == "--log-format", index + 1 < arguments.count else { return nil }
            return arguments[index + 1]
        }
        return (named.last ?? environment["JOURNEY_LOG_FORMAT"]) == "json"
    }
}
