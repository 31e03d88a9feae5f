import Foundation

/// A program run to its end, for what only a program can tell.
enum Program {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Returns: Standard output.
    static func output(_ path: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let words = ([path] + arguments).joined(separator: " ")
            throw Failure(description: "\(words) ended with \(process.terminationStatus)")
        }
        return data
    }

    /// The built `journey`, which stands beside the program that runs the tests.
    static var journey: String {
        let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return runner.deletingLastPathComponent().appendingPathComponent("journey").path
    }
}
