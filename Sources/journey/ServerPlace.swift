import Foundation
import Pipeline

/// Where a database server is, for messages: host and port, never user or password.
struct ServerPlace: CustomStringConvertible {
    let description: String

    /// - Parameter conninfo: A libpq connection string or URI; empty for the `PG*` variables.
    init(conninfo: String, environment: [String: String]) {
        let stated =
            conninfo.contains("://") ? Self.ofURI(conninfo) : Self.ofKeywords(conninfo)
        func value(_ keywords: [String], _ variables: [String]) -> String? {
            let all =
                keywords.map { stated[$0] ?? "" } + variables.map { environment[$0] ?? "" }
            return all.first { !$0.isEmpty }
        }
        if let host = value(["host", "hostaddr"], ["PGHOST", "PGHOSTADDR"]) {
            let port = value(["port"], ["PGPORT"]).map { " port \($0)" } ?? ""
            description = "host \(host)\(port)"
        } else if let service = value(["service"], ["PGSERVICE"]) {
            description = "service \(service)"
        } else {
            description = "the local socket"
        }
    }

    /// `nil` for the private cluster, which is nowhere on a network.
    init?(_ options: Workspace.Options) {
        let choice = DatabaseChoice.choose(
            option: options.database, dataFolder: "", environment: options.environment)
        guard case .server(let conninfo) = choice else { return nil }
        self.init(conninfo: conninfo, environment: options.environment)
    }

    /// `scheme://user:password@host:port,host:port/database?key=value`.
    private static func ofURI(_ uri: String) -> [String: String] {
        guard let scheme = uri.range(of: "://") else { return [:] }
        let rest = uri[scheme.upperBound...]
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = parts[0].prefix { $0 != "/" }
        var found: [String: String] = [:]
        // Ports stand beside their hosts, of which there may be several. Where an @ comes later, a
        // password was not escaped, and this may be a part of it.
        if let at = authority.lastIndex(of: "@") {
            found["host"] = String(authority[authority.index(after: at)...])
        } else if !parts[0].contains("@") {
            found["host"] = String(authority)
        }
        for pair in parts.dropFirst().joined().split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1)
            if words.count == 2 {
                found[String(words[0])] = String(words[1]).removingPercentEncoding
            }
        }
        return found
    }

    /// `key=value key = 'a value'`, with a backslash before what is meant as it stands.
    private static func ofKeywords(_ text: String) -> [String: String] {
        var found: [String: String] = [:]
        let pattern = /([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s\\]|\\.)*))/
        for match in text.matches(of: pattern) {
            let value = match.2 ?? match.3 ?? ""
            found[String(match.1)] = String(value.replacing(/\\(.)/) { $0.1 })
        }
        return found
    }
}
