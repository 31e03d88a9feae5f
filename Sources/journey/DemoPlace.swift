import Foundation
import Postgres

/// The folder in which a demo works: a temporary one, or `journey-demo` in the current folder.
struct DemoPlace {
    let folder: String
    private let isKept: Bool

    var exports: String { "\(folder)/exports" }
    var data: String { "\(folder)/data" }

    init(isKept: Bool) throws {
        self.isKept = isKept
        let current = FileManager.default.currentDirectoryPath
        let parent = isKept ? current : FileManager.default.temporaryDirectory.path
        folder = "\(parent)/journey-demo" + (isKept ? "" : "-\(getpid())")
        // The server of root's demo runs as another user, who must be able to pass through.
        guard mkdir(folder, 0o711) == 0 else {
            throw OutputError(folder, errno, isOpening: true)
        }
    }

    /// Stops the private server and, unless it is to be kept, removes everything.
    func leave(_ console: Console) {
        let cluster = EmbeddedCluster(dataFolder: data)
        do {
            let files = cluster.folder
            try cluster.stop()
            if isKept { return }
            for path in [files, folder] where access(path, F_OK) == 0 {
                try FileManager.default.removeItem(atPath: path)
            }
        } catch {
            console.warning("\(folder) was not removed: \(error)")
        }
    }
}
