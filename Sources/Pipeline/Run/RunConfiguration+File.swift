import ConnectorKit
import Foundation
import JourneyModel
import Yams

extension RunConfiguration {
    /// Settings of the whole file that each source may set for itself.
    private struct Defaults {
        var rejects: RejectAllowance? = .standard
        var maxRejects: RejectLimit?
        var checksVolume = true
        var missing = MissingPolicy.warn
    }

    private static let keys = [
        "site", "database", "data_dir", "schema", "log_format", "log_level", "fail_rejects",
        "max_rejects", "volume_check", "missing", "sources", "stitch", "exports",
    ]

    private static let sourceKeys = [
        "name", "connector", "paths", "command", "time_zone", "region", "encoding", "options",
        "topics", "missing", "expect_by", "wait_for", "until", "fail_rejects", "max_rejects",
        "freshness", "volume_check", "state", "timeout",
    ]

    private static let exportKeys = ["name", "events", "format", "output", "filters"]

    /// - Throws: ``YAMLMistake`` for anything that is not understood, so that a typing error cannot
    ///   silently leave a default in force.
    package init(parsing text: String) throws(YAMLMistake) {
        self.init()
        let root = try YAMLMap.root(of: text, known: Self.keys)
        if let site = try root.map("site", known: ["time_zone", "region"]) {
            timeZone = try Self.zone(in: site)
            region = try Self.region(in: site)
        }
        database = try Self.database(in: root)
        dataFolder = try root.text("data_dir")
        schema = try root.text("schema")
        logFormat = try root.text("log_format")
        logLevel = try root.text("log_level")
        var defaults = Defaults()
        try Self.readChecks(of: root, into: &defaults)
        for node in try root.list("sources") {
            let source = try Self.source(node, defaults)
            if sources.contains(where: {
                $0.name == source.name && $0.connector == source.connector
            }
            ) {
                throw node.mistake("the source \(source.name) is there twice")
            }
            sources.append(source)
        }
        stitches = try root.flag("stitch") ?? true
        exports = try root.list("exports").map { node throws(YAMLMistake) in
            try Self.export(node)
        }
    }

    private static func database(in root: YAMLMap) throws(YAMLMistake) -> Database? {
        guard let node = root.value("database") else { return nil }
        guard node.mapping == nil else {
            let map = try YAMLMap(node, known: ["env", "file"])
            let variable = try map.text("env")
            let file = try map.text("file")
            if let variable, file == nil { return .environment(variable) }
            if let file, variable == nil { return .file(file) }
            throw node.mistake("expected one of `env` and `file`")
        }
        let word = try node.word()
        if word == "embedded" { return .embedded }
        guard !ConnectionText.holdsPassword(word) else {
            throw node.mistake(
                "a password does not belong into this file: use ~/.pgpass, or name a file with"
                    + " `database: {file: PATH}`")
        }
        return .url(word)
    }

    private static func readChecks(
        of map: YAMLMap, into defaults: inout Defaults
    ) throws(YAMLMistake) {
        if try map.text("fail_rejects") == "off" {
            defaults.rejects = nil
        } else if let allowance = try map.parsed(
            "fail_rejects", "a share such as 5%, or off", RejectAllowance.init(parsing:))
        {
            defaults.rejects = allowance
        }
        if try map.text("max_rejects") == "off" {
            defaults.maxRejects = nil
        } else if let limit = try map.parsed(
            "max_rejects", "a number, a share such as 2%, or off", RejectLimit.init(parsing:))
        {
            defaults.maxRejects = limit
        }
        defaults.checksVolume = try map.flag("volume_check") ?? defaults.checksVolume
        defaults.missing = try map.choice("missing") ?? defaults.missing
    }

    private static func source(
        _ node: Node, _ defaults: Defaults
    ) throws(YAMLMistake) -> Source {
        let map = try YAMLMap(node, known: sourceKeys)
        let connector = try connector(in: map)
        let name = try map.text("name") ?? connector
        guard RecordName.isSourceName(name) else {
            throw (map.value("name") ?? node).mistake(
                "`\(name)` is no name of a source: lower-case letters, digits, . _ and -")
        }
        var source = Source(name: name, connector: connector, input: try input(of: map, name))
        source.timeZone = try zone(in: map)
        source.region = try region(in: map)
        source.encoding = try map.choice("encoding")
        if let options = try map.map("options", known: nil) {
            for option in options.names { source.options[option] = try options.text(option) }
        }
        source.topics = try topics(in: map)
        source.expectBy = try map.parsed(
            "expect_by", "a time such as 04:00", TimeOfDay.init(parsing:))
        source.waitFor = try map.words("wait_for").map { node throws(YAMLMistake) in
            try placeholders(node, .path)
        }
        source.until = try map.parsed("until", "a time such as 05:00", TimeOfDay.init(parsing:))
        if source.until != nil, source.waitFor.isEmpty {
            throw (map.value("until") ?? node).mistake("`until` needs `wait_for`")
        }
        var checks = defaults
        try readChecks(of: map, into: &checks)
        source.rejects = checks.rejects
        source.maxRejects = checks.maxRejects
        source.checksVolume = checks.checksVolume
        source.missing = checks.missing
        source.ages = try ages(in: map)
        source.state = try map.text("state")
        if let seconds = try map.parsed("timeout", DurationWords.form, DurationWords.seconds) {
            source.timeout = seconds
        }
        return source
    }

    private static func connector(in map: YAMLMap) throws(YAMLMistake) -> String {
        let node = try map.required("connector", of: "a source")
        let word = try node.word()
        let known = ConnectorRegistry.standard.names
        guard known.contains(word) else {
            throw node.mistake(
                "there is no connector `\(word)`; \(Spelling.help(for: word, among: known))")
        }
        return word
    }

    private static func input(of map: YAMLMap, _ name: String) throws(YAMLMistake) -> Input {
        let paths = try map.words("paths").map { node throws(YAMLMistake) in
            try placeholders(node, .path)
        }
        guard let command = map.value("command") else {
            if paths.isEmpty {
                throw map.node.mistake("the source \(name) needs `paths` or a `command`")
            }
            return .paths(paths)
        }
        guard paths.isEmpty else {
            throw command.mistake("the source \(name) has `paths` and a `command`: one is too many")
        }
        return .command(try placeholders(command, .command))
    }

    private static func placeholders(
        _ node: Node, _ style: PlaceholderText.Style
    ) throws(YAMLMistake) -> PlaceholderText {
        let word = try node.word()
        do {
            return try PlaceholderText(parsing: word, style)
        } catch {
            throw node.mistake(error.message)
        }
    }

    private static func topics(in map: YAMLMap) throws(YAMLMistake) -> Topics? {
        guard let node = map.value("topics") else { return nil }
        guard node.mapping != nil else { return .file(try node.word()) }
        let words = try YAMLMap(node, known: nil)
        var topics: [String: String] = [:]
        for word in words.names { topics[word] = try words.text(word) }
        return .map(topics)
    }

    private static func ages(in map: YAMLMap) throws(YAMLMistake) -> AgeLimits {
        guard let limits = try map.map("freshness", known: ["warn", "error"]) else {
            return AgeLimits()
        }
        return AgeLimits(
            warn: try limits.parsed("warn", DurationWords.form, DurationWords.seconds),
            error: try limits.parsed("error", DurationWords.form, DurationWords.seconds))
    }

    private static func zone(in map: YAMLMap) throws(YAMLMistake) -> String? {
        try map.parsed("time_zone", "an IANA name such as Europe/Berlin") { name in
            let isOffset = !name.contains("/") && name.contains { "+-".contains($0) }
            return isOffset || TimeZone(identifier: name) == nil ? nil : name
        }
    }

    private static func region(in map: YAMLMap) throws(YAMLMistake) -> String? {
        try map.parsed("region", "an ISO 3166 code such as DE") { code in
            IdentifierNormalizer.hasNumberPlan(region: code) ? code : nil
        }
    }

    private static func export(_ node: Node) throws(YAMLMistake) -> Export {
        let map = try YAMLMap(node, known: exportKeys)
        let output = try map.required("output", of: "an export")
        var export = Export(
            name: try map.required("name", of: "an export").word(),
            output: try placeholders(output, .path))
        export.hasEvents = try map.flag("events") ?? false
        export.format = try map.text("format")
        guard let filters = try map.map("filters", known: nil) else { return export }
        for name in filters.names {
            guard let place = filters.value(name) else { continue }
            export.filters.append(
                Export.Filter(
                    name: name,
                    values: try filters.words(name).map { node throws(YAMLMistake) in
                        try placeholders(node, .path)
                    }, line: place.mark?.line ?? 1, column: place.mark?.column ?? 1))
        }
        return export
    }
}
