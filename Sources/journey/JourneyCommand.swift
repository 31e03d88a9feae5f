import ArgumentParser

/// A command that does something, and ends with the exit codes that `docs/errors.md` lists.
protocol JourneyCommand: ParsableCommand {
    var console: Console { get }

    func perform() throws
}

extension JourneyCommand {
    mutating func run() throws {
        do {
            try perform()
        } catch let error as ExitCode {
            throw error
        } catch let error as ValidationError {
            console.error(
                "\(error.message); see `journey help`", event: "command.failed",
                ["exit_code": 64])
            throw ExitCode(64)
        } catch {
            let ending = Ending(error)
            console.progress(nil)
            console.error(
                ending.sentence, event: "command.failed", ["exit_code": .int(Int64(ending.code))])
            for line in ending.details { console.detail(line, event: "command.failed") }
            throw ExitCode(ending.code)
        }
    }
}
