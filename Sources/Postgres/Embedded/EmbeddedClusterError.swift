/// Why the private PostgreSQL in the data folder cannot be used.
package enum EmbeddedClusterError: Error, Hashable {
    case programsMissing(version: Int?)
    case ownedByAnother(folder: String, owner: String)
    case folderUnusable(folder: String, reason: String)
    case doesNotExist(folder: String)
    case busy(folder: String)
    case commandFailed(program: String, output: String)
    case doesNotStart(log: String, lastLine: String)
    case doesNotStop(folder: String)

    package var exitCode: Int32 {
        switch self {
        case .ownedByAnother: 77
        case .programsMissing, .folderUnusable, .doesNotExist: 78
        case .commandFailed: 74
        case .busy, .doesNotStart, .doesNotStop: 75
        }
    }
}

extension EmbeddedClusterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .programsMissing(version: nil):
            "no PostgreSQL server programs found, version 14 or later;"
                + " install them (apt-get install postgresql) or name another database"
        case .programsMissing(let version?):
            "the data folder needs the server programs of PostgreSQL \(version);"
                + " install them (apt-get install postgresql-\(version))"
        case .ownedByAnother(let folder, let owner):
            "\(folder) belongs to user \(owner); use that user, or another data folder"
        case .folderUnusable(let folder, let reason): "\(folder) cannot be used: \(reason)"
        case .doesNotExist(let folder):
            "there is no database in \(folder); run `journey init`, or name a database"
        case .busy(let folder):
            "another program is still creating, starting or stopping the database in \(folder)"
        case .commandFailed(let program, let output): "\(program) failed: \(output)"
        case .doesNotStart(let log, let lastLine):
            "the database does not start: \(lastLine) (see \(log))"
        case .doesNotStop(let folder): "the database in \(folder) does not stop"
        }
    }
}
