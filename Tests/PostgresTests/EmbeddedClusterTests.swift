import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct `The embedded cluster` {
    @Test func `is created once, started on demand, stopped and found again with its data`() throws
    {
        try withFolder { folder in
            let cluster = embedded(folder)
            #expect(!cluster.exists)
            #expect(throws: EmbeddedClusterError.doesNotExist(folder: folder)) {
                try cluster.start()
            }

            try cluster.create()
            try cluster.create()
            let first = try open(cluster.start())
            try first.script("create table sample (a int); insert into sample values (7)")
            let second = try open(cluster.start())
            let isShared = try second.value("select a from sample")
            try cluster.stop()
            try cluster.stop()
            let third = try open(cluster.start())

            #expect(cluster.exists)
            #expect(isShared == "7")
            try #expect(third.value("select a from sample") == "7")
            #expect(third.database == "journey")
            #expect(third.host == "\(folder)/run")
            try #expect(third.value("select current_setting('listen_addresses')") == "")
        }
    }

    @Test func `comes back with all that was committed after its server was killed`() throws {
        try withFolder { folder in
            let cluster = embedded(folder)
            try cluster.create()
            let before = try open(cluster.start())
            try before.script("create table sample as select generate_series(1, 1000) as a")
            let pidFile = "\(cluster.folder)/postmaster.pid"
            let text = try String(contentsOfFile: pidFile, encoding: .utf8)
            let process = try #require(pid_t(text.prefix { $0 != "\n" }))

            kill(process, SIGKILL)
            let after = try open(cluster.start())

            try #expect(after.value("select count(*) from sample") == "1000")
        }
    }

    @Test func `is started anew when its socket was taken from under it`() throws {
        try withFolder { folder in
            let cluster = embedded(folder)
            try cluster.create()
            try open(cluster.start()).script("create table sample as select 7 as a")

            #expect(unlink("\(folder)/run/.s.PGSQL.5432") == 0)
            let after = try open(cluster.start())

            try #expect(after.value("select a from sample") == "7")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `is reached by a program that was there before its server ran`() throws {
        try withFolder { folder in
            let cluster = embedded(folder)
            try cluster.create()
            let target = try cluster.start()
            try cluster.stop()
            // It ends before the folder goes: a server answers before its starter is done.
            let started = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                #expect(throws: Never.self) { try cluster.start() }
                started.signal()
            }
            defer { started.wait() }

            let connection = try Connection.open(
                target, application: "tests", retryFor: .seconds(60))

            #expect(connection.isOpen)
        }
    }

    @Test func `starts although its process file names some other program`() throws {
        try withFolder { folder in
            let cluster = embedded(folder)
            try cluster.create()
            let file = "\(cluster.folder)/postmaster.pid"
            try "\(getpid())\n\(cluster.folder)\n".write(
                toFile: file, atomically: true, encoding: .utf8)

            let connection = try open(cluster.start())

            try #expect(connection.value("select 1") == "1")
        }
    }

    @Test func `is created and started by several programs at once without harm`() async throws {
        let folder = try makeFolder()
        let cluster = embedded(folder)

        let answers = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try cluster.create()
                    return try open(cluster.start()).value("select 'here'")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        try cluster.stop()
        try FileManager.default.removeItem(atPath: folder)
        #expect(answers == ["here", "here", "here", "here"])
    }

    @Test(arguments: ["it's, a \"$(x)\" folder\\", String(repeating: "long", count: 30)])
    func `lives in a folder of any name`(name: String) throws {
        try withFolder { parent in
            let cluster = embedded("\(parent)/\(name)")
            try cluster.create()

            let connection = try open(cluster.start())
            let answer = try connection.value("select 'here'")
            connection.close()
            try cluster.stop()

            #expect(answer == "here")
        }
    }

    @Test func `left half-made by a creation that was cut off is made anew`() throws {
        try withFolder { folder in
            let cluster = embedded(folder)
            let unfinished = "\(folder)/postgres.unfinished"
            try FileManager.default.createDirectory(
                atPath: unfinished, withIntermediateDirectories: true)
            try "15\n".write(toFile: "\(unfinished)/PG_VERSION", atomically: true, encoding: .utf8)

            let isFinished = cluster.exists
            try cluster.create()

            #expect(!isFinished)
            #expect(cluster.exists)
        }
    }

    @Test func `without server programs says what to install`() throws {
        try withFolder { folder in
            let cluster = EmbeddedCluster(
                dataFolder: folder, environment: ["JOURNEY_PG_BIN": "/nonexistent"])

            let failure = #expect(throws: EmbeddedClusterError.self) { try cluster.create() }

            #expect(failure?.description.contains("apt-get install postgresql") == true)
            #expect(failure?.exitCode == 78)
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root can give a folder away"))
    func `of another user is refused by name`() throws {
        try withFolder { folder in
            let cluster = embedded(folder)
            try FileManager.default.createDirectory(
                atPath: cluster.folder, withIntermediateDirectories: true)
            try "15\n".write(
                toFile: "\(cluster.folder)/PG_VERSION", atomically: true, encoding: .utf8)
            chown(cluster.folder, 65534, 65534)

            let creation = #expect(throws: EmbeddedClusterError.self) { try cluster.create() }
            let start = #expect(throws: EmbeddedClusterError.self) { try cluster.start() }

            let expected = EmbeddedClusterError.ownedByAnother(
                folder: cluster.folder, owner: "nobody")
            #expect(creation == expected)
            #expect(start == expected)
            #expect(start?.description.contains("nobody") == true)
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root runs the server as another user"))
    func `whose folder its server cannot enter lives elsewhere and is found again`() throws {
        try withFolder(mode: 0o700) { folder in
            let cluster = embedded(folder)

            try cluster.create()
            defer {
                let place = URL(fileURLWithPath: cluster.folder).deletingLastPathComponent().path
                #expect(throws: Never.self) {
                    try cluster.stop()
                    try FileManager.default.removeItem(atPath: place)
                }
            }
            let again = embedded(folder)
            let connection = try open(again.start())

            #expect(!again.folder.hasPrefix(folder))
            #expect(again.exists)
            try #expect(connection.value("select 1") == "1")
        }
    }
}

private func embedded(_ folder: String) -> EmbeddedCluster {
    var settings = ClusterSettings()
    settings.isDurable = false
    return EmbeddedCluster(dataFolder: folder, settings: settings)
}

private func open(_ target: DatabaseTarget) throws -> Connection {
    try Connection.open(target, application: "tests", retryFor: .seconds(10))
}

private func makeFolder(mode: Int = 0o711) throws -> String {
    let folder =
        FileManager.default.temporaryDirectory.path + "/jt-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    return folder
}

private func withFolder(mode: Int = 0o711, _ body: (String) throws -> Void) throws {
    let folder = try makeFolder(mode: mode)
    defer {
        #expect(throws: Never.self) {
            stopServer(in: folder)
            try FileManager.default.removeItem(atPath: folder)
        }
    }
    try body(folder)
}

/// Stops what a test left running, also where the cluster's own `stop` would rightly refuse.
private func stopServer(in folder: String) {
    let text = FileManager.default.contents(atPath: "\(folder)/postgres/postmaster.pid") ?? Data()
    let process = pid_t(String(decoding: text, as: UTF8.self).prefix { $0 != "\n" })
    guard let process, process > 0, process != getpid() else { return }
    kill(process, SIGQUIT)
    while kill(process, 0) == 0 { poll(nil, 0, 20) }
}
