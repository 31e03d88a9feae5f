import ArgumentParser

/// What `--option NAME=VALUE` says.
enum ConnectorOptions {
    static func parse(_ words: [String]) throws -> [String: String] {
        var options: [String: String] = [:]
        for word in words {
            guard let equals = word.firstIndex(of: "=") else {
                throw ValidationError("--option \(word): it is NAME=VALUE")
            }
            options[String(word[..<equals])] = String(word[word.index(after: equals)...])
        }
        return options
    }
}
