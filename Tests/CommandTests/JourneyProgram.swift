import Foundation

/// The built program, run as a user would, in a folder and an environment of its own.
struct JourneyProgram {
    struct Reply {
        let status: Int32
        let output: String
        let messages: String
    }

    let folder: URL
    private let variables: [String: String]

    /// - Parameter variables: Added to an environment that names no database and no data folder.
    init(in folder: URL, _ variables: [String: String] = [:]) {
        self.folder = folder
        self.variables = variables
    }

    /// Where the program was built: beside the program that runs the tests.
    static let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    func variable(_ name: String) -> String? { variables[name] }

    func callAsFunction(_ arguments: String..., input: String = "") throws -> Reply {
        try run(arguments, input: input)
    }

    func run(_ arguments: [String], input: String = "") throws -> Reply {
        try run(Self.programs.appending(path: "journey").path, arguments, input: input)
    }

    /// Runs lines of a shell, in which `journey` is the program.
    func shell(_ script: String) throws -> Reply {
        try run("/bin/bash", ["-euo", "pipefail", "-c", script], input: "")
    }

    private var environment: [String: String] {
        let own = ProcessInfo.processInfo.environment
        var all = own.filter { name, _ in
            !name.hasPrefix("PG") && !name.hasPrefix("JOURNEY_") && name != "DATABASE_URL"
        }
        for name in ["PGPASSFILE", "PGPASSWORD", "JOURNEY_PG_BIN"] { all[name] = own[name] }
        all["PATH"] = "\(Self.programs.path):\(own["PATH"] ?? "/usr/bin:/bin")"
        all["HOME"] = folder.appending(path: "home").path
        all["XDG_DATA_HOME"] = nil
        // Results must not depend on either.
        all["TZ"] = "America/Lima"
        all["LC_ALL"] = "C"
        return all.merging(variables) { $1 }
    }

    private func run(_ path: String, _ arguments: [String], input: String) throws -> Reply {
        // Files and not pipes: a server that outlives the program cannot hold them open for us.
        let scratch = folder.appending(path: ".streams-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        func file(_ name: String, _ text: String = "") throws -> FileHandle {
            let url = scratch.appending(path: name)
            try Data(text.utf8).write(to: url)
            return try FileHandle(forUpdating: url)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = try file("input", input)
        process.standardOutput = try file("output")
        process.standardError = try file("messages")
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            try String(contentsOf: scratch.appending(path: name), encoding: .utf8)
        }
        let isSignal = process.terminationReason == .uncaughtSignal
        return Reply(
            status: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
            output: try text("output"), messages: try text("messages"))
    }
}
