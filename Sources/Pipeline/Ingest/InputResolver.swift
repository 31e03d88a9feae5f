import Foundation

/// One thing to read.
package enum Input: Sendable, Hashable {
    case standardInput
    case file(String)
    /// A copy of standard input in a file without a name, to be read more than once.
    case copy(descriptor: Int32)

    /// As shown to users and kept on the books.
    package var name: String {
        switch self {
        case .standardInput, .copy: "-"
        case .file(let path): path
        }
    }
}

/// Turns what a user names into files: folders recursively in sorted order, globs, `-`.
package enum InputResolver {
    /// What was found, and what could not be; each file once.
    package static func resolve(_ names: [String]) -> (inputs: [Input], failures: [Failure]) {
        var inputs: [Input] = []
        var failures: [Failure] = []
        var seen: Set<String> = []
        for name in names {
            do {
                for input in try resolve(name) where seen.insert(identity(of: input)).inserted {
                    inputs.append(input)
                }
            } catch {
                failures.append(error)
            }
        }
        return (inputs, failures)
    }

    /// One file may be named by many paths.
    private static func identity(of input: Input) -> String {
        guard case .file(let path) = input, let real = realpath(path, nil) else {
            return input.name
        }
        defer { free(real) }
        return String(cString: real)
    }

    private static func resolve(_ name: String) throws(Failure) -> [Input] {
        if name == "-" { return [.standardInput] }
        if let found = try existing(name) {
            if !found.isEmpty { return found }
            throw Failure(
                exitCode: 66, message: "\(name) holds no file", advice: "Check the path.")
        }
        let missing = unreachable(name)
        guard name.contains(where: { "*?[".contains($0) }) else { throw missing }
        var inputs: [Input] = []
        for match in expand(name) {
            guard let found = try existing(match) else { throw unreachable(match) }
            inputs += found
        }
        guard !inputs.isEmpty else {
            throw Failure(
                exitCode: 66, message: "\(name) matches no file", advice: "Check the pattern.")
        }
        return inputs
    }

    private static func unreachable(_ path: String) -> Failure {
        Failure(
            exitCode: 66, message: "\(path): \(String(cString: strerror(errno)))",
            advice: "Check the path.")
    }

    /// A file, or all files of a folder; `nil` where there is neither.
    private static func existing(_ path: String) throws(Failure) -> [Input]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR ? try files(in: path) : [.file(path)]
    }

    /// Hidden files and folders are left out, as are backups.
    private static func files(in folder: String) throws(Failure) -> [Input] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw Failure(
                exitCode: 66, message: "\(folder) cannot be listed",
                advice: "Check its permissions.")
        }
        var inputs: [Input] = []
        let ordered = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        for name in ordered where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else {
                // A link that leads nowhere is said when it is opened; what is gone meanwhile is gone.
                if lstat(path, &status) == 0 { inputs.append(.file(path)) }
                continue
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: inputs += try files(in: path)
            case S_IFREG: inputs.append(.file(path))
            default: continue
            }
        }
        return inputs
    }

    private static func expand(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, GLOB_NOSORT, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc))
            .compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
            .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}
