import ConnectorKit
import Foundation
import JourneyModel
import JourneyStore
import Postgres

extension ScheduledRun {
    /// Loads every source; those that wait for something come when it is there, or not at all.
    func loadSources() throws {
        var left = Array(configuration.sources.indices)
        while true {
            var waiting: [Int] = []
            for index in left {
                let source = configuration.sources[index]
                try hold()
                let absent = try absentMarkers(of: source)
                if absent.isEmpty {
                    try load(source, at: index)
                } else if !request.isDryRun, let end = deadline(of: source), around.now() < end {
                    waiting.append(index)
                } else {
                    miss(absent, source, at: index)
                }
            }
            if waiting.isEmpty { return }
            let names = waiting.map { configuration.sources[$0].name }.joined(separator: ", ")
            around.progress("waiting for \(names)")
            left = waiting
            try around.pause()
        }
    }

    private func deadline(of source: RunConfiguration.Source) -> Timestamp? {
        source.until.map { $0.nearest(to: around.now(), in: interval(of: source).zone) }
    }

    /// Days in paths of a source are those of its own zone.
    private func interval(of source: RunConfiguration.Source) -> RunInterval {
        let zone = source.timeZone.flatMap(TimeZone.init(identifier:))
        return request.interval.in(zone: zone ?? request.interval.zone)
    }

    private func absentMarkers(of source: RunConfiguration.Source) throws -> [String] {
        var absent: [String] = []
        for marker in source.waitFor {
            for path in try expanded(marker, of: source) {
                if InputResolver.resolve([path]).inputs.isEmpty { absent.append(path) }
            }
        }
        return absent
    }

    private func expanded(
        _ text: PlaceholderText, of source: RunConfiguration.Source
    ) throws(Failure) -> [String] {
        do {
            return try text.expanded(for: interval(of: source)).map(request.file.resolved)
        } catch {
            throw Failure(exitCode: 78, message: error.message)
        }
    }

    /// A failure of this source is in the outcome; only an interruption ends the run.
    private func load(_ source: RunConfiguration.Source, at index: Int) throws {
        let start = SuspendingClock.now
        defer { outcome.sources[index].seconds = Self.seconds(since: start) }
        do {
            let report = try withInputs(of: source) { inputs in
                try ingest(source, inputs)
            }
            take(report, source, at: index)
            outcome.sources[index].newlyRejected = try newRejects(report)
            if let run = report.run, let parent = outcome.run {
                try RunStore(workspace.connection, schema: workspace.schema)
                    .adopt(run, by: parent)
            }
        } catch let interrupted as Interrupted {
            throw interrupted
        } catch {
            var failure = Failure(error)
            // What is wrong usage of a command is a mistake of a configuration.
            if error is SettingError { failure.exitCode = 78 }
            outcome.sources[index].fail(failure)
            log(failure, "source.failed", source: source.name)
        }
        around.progress(nil)
    }

    /// A dry run has no books to compare with.
    private func newRejects(_ report: IngestReport) throws -> Int64 {
        guard let run = report.run, report.total.rejected > 0 else { return report.total.rejected }
        return try RunStore(workspace.connection, schema: workspace.schema)
            .newRejects(of: run, source: report.source)
    }

    /// Lends the inputs of a source; the output of a command is one for as long.
    private func withInputs(
        of source: RunConfiguration.Source, _ body: ([String]) throws -> IngestReport
    ) throws -> IngestReport {
        switch source.input {
        case .paths(let paths):
            return try body(
                try paths.flatMap { path throws(Failure) in
                    try expanded(path, of: source)
                })
        case .command(let command):
            let texts: [String]
            do {
                texts = try command.expanded(for: interval(of: source))
            } catch {
                throw Failure(exitCode: 78, message: error.message)
            }
            let folder = try spool()
            var outputs = CommandOutputs(of: source.name, count: texts.count)
            defer { for file in outputs.files { unlink(file) } }
            for (number, text) in texts.enumerated() {
                let file = "\(folder)/\(source.name)-\(number + 1)"
                outputs.add(file)
                around.progress("\(source.name): running its command")
                let words = try SourceCommand(
                    text: text, folder: request.file.folder, timeout: .seconds(source.timeout)
                ).run(into: file)
                guard let words else { continue }
                around.log(
                    RunEvent(
                        .debug, "source.messages", "\(source.name): its command said: \(words)",
                        ["source": .text(source.name)]))
            }
            do {
                return outputs.named(try body(outputs.files.filter(Self.hasBytes)))
            } catch let failure as Failure {
                throw outputs.named(failure)
            }
        }
    }

    private static func place(
        _ progress: Ingest.Progress, _ source: RunConfiguration.Source
    ) -> String {
        if case .command = source.input { return "the output of its command" }
        return progress.path
    }

    private static func hasBytes(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    /// Where outputs of commands stay until they are loaded; they hold personal data.
    private func spool() throws(Failure) -> String {
        let folder = "\(workspace.dataFolder)/spool"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                exitCode: 73, message: "\(folder) cannot be made",
                advice: "Commands leave their output there until it is loaded.")
        }
        return folder
    }

    private func ingest(
        _ source: RunConfiguration.Source, _ inputs: [String]
    ) throws -> IngestReport {
        let known = try SourceStore(workspace.connection, schema: workspace.schema)
            .find(source.name)
        var settings = SourceSettings(name: source.name, options: source.options)
        settings.timeZone =
            source.timeZone ?? (known?.timeZone == nil ? configuration.timeZone : nil)
        settings.encoding = source.encoding
        settings.region = source.region ?? (known?.region == nil ? configuration.region : nil)
        let description = try registry.connector(named: source.connector).description
        for option in description.options where option.isFile {
            settings.options[option.name] = settings.options[option.name]
                .map(request.file.resolved)
        }
        if case .command = source.input, settings.options["growing"] == nil {
            // Nobody is going to append to it.
            settings.options["growing"] = "false"
        }
        var load = Ingest.Request(
            connector: source.connector, inputs: inputs, settings: settings)
        if let state = source.state {
            let file = StateFile(path: request.file.resolved(state))
            load.acknowledge = { try file.keep($0) }
        }
        load.wait = request.wait
        load.isDryRun = request.isDryRun
        load.rereadsUnchangedLogs = false
        load.maxRejects = source.maxRejects
        return try Ingest(workspace, registry: registry).run(load) { progress in
            around.progress(
                "\(source.name): \(progress.records) records of \(Self.place(progress, source))")
        }
    }

    private func take(
        _ report: IngestReport, _ source: RunConfiguration.Source, at index: Int
    ) {
        outcome.sources[index].run = report.run
        outcome.sources[index].files = report.files.count
        outcome.sources[index].take(report.total)
        guard !report.files.isEmpty else {
            let missing = report.missing.map(\.message)
            return miss(missing.isEmpty ? ["no output"] : missing, source, at: index)
        }
        let failures = report.files.compactMap(\.failure)
        for failure in failures { log(failure, "file.failed", source: source.name) }
        var result = outcome.sources[index]
        result.exitCode = ExitCodeChoice.of(failures.map(\.exitCode))
        result.message = failures.first?.message
        if failures.isEmpty {
            result.status = result.accepted + result.updated > 0 ? .loaded : .nothingNew
        } else {
            result.status = failures.count == report.files.count ? .failed : .partial
        }
        outcome.sources[index] = result
        around.log(
            RunEvent(
                .info, "source.loaded",
                "\(source.name): read \(result.read), accepted \(result.accepted), updated"
                    + " \(result.updated), rejected \(result.rejected).",
                [
                    "source": .text(source.name), "status": .text(result.status.rawValue),
                    "files": .int(Int64(result.files)), "read": .int(result.read),
                    "accepted": .int(result.accepted), "updated": .int(result.updated),
                    "duplicate": .int(result.duplicate), "outdated": .int(result.outdated),
                    "rejected": .int(result.rejected), "ignored": .int(result.ignored),
                ]))
        if !report.missing.isEmpty {
            note(missing: report.missing.map(\.message), source, at: index)
        }
        if let message = source.rejects?.complaint(about: report.total) {
            complain("fail_rejects", source.name, message)
        }
    }

    private func miss(
        _ absent: [String], _ source: RunConfiguration.Source, at index: Int
    ) {
        outcome.sources[index].status = .missing
        note(missing: absent, source, at: index)
    }

    /// Before the time by which they are expected, missing inputs are worth a note only.
    private func note(
        missing: [String], _ source: RunConfiguration.Source, at index: Int
    ) {
        let now = around.now()
        let isEarly =
            source.expectBy.map { $0.nearest(to: now, in: interval(of: source).zone) > now }
            ?? false
        let policy = isEarly ? .ok : source.missing
        let expected = source.expectBy.map { ", expected by \($0)" } ?? ""
        let first = missing.first.map { ": \($0)" } ?? ""
        let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
        let message = "input is missing\(expected)\(first)\(more)"
        outcome.sources[index].missing = Array(missing.prefix(100))
        outcome.sources[index].message = outcome.sources[index].message ?? message
        if policy == .fail {
            outcome.sources[index].exitCode = ExitCodeChoice.of([
                66, outcome.sources[index].exitCode,
            ])
        }
        let level: RunEvent.Level =
            switch policy {
            case .fail: .error
            case .warn: .warning
            case .ok: .info
            }
        around.log(
            RunEvent(
                level, "source.missing", "\(source.name): \(message)",
                ["source": .text(source.name), "missing": .int(Int64(missing.count))]))
    }

    func complain(_ check: String, _ source: String, _ message: String) {
        outcome.checks.append(
            RunOutcome.Complaint(check: check, source: source, message: message))
        around.log(
            RunEvent(
                .error, "check.failed", "\(source): \(message)",
                ["check": .text(check), "source": .text(source)]))
    }
}
