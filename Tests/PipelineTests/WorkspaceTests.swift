import Foundation
import JourneyStore
import Pipeline
import Postgres
import TestSupport
import Testing

@Suite struct `Opening a database` {
    @Test func `an option beats DATABASE_URL, that beats PG variables, they beat the data folder`()
    {
        let all = ["DATABASE_URL": "postgres://u", "PGHOST": "h"]

        func choose(_ option: String?, _ environment: [String: String]) -> DatabaseChoice {
            .choose(option: option, dataFolder: "/d", environment: environment)
        }

        #expect(choose("dbname=x", all) == .server(conninfo: "dbname=x"))
        #expect(choose(nil, all) == .server(conninfo: "postgres://u"))
        #expect(choose(nil, ["PGSERVICE": "s"]) == .server(conninfo: ""))
        #expect(choose(nil, ["DATABASE_URL": "", "PGHOST": ""]) == .embedded(dataFolder: "/d"))
    }

    @Test func `the data folder follows option, variable, XDG and home`() {
        let all = ["JOURNEY_DATA_DIR": "/j", "XDG_DATA_HOME": "/x", "HOME": "/h"]
        var rest = all
        rest["JOURNEY_DATA_DIR"] = nil

        #expect(DatabaseChoice.dataFolder(option: "/o", environment: all) == "/o")
        #expect(DatabaseChoice.dataFolder(option: nil, environment: all) == "/j")
        #expect(DatabaseChoice.dataFolder(option: nil, environment: rest) == "/x/journey")
        rest["XDG_DATA_HOME"] = nil
        #expect(
            DatabaseChoice.dataFolder(option: nil, environment: rest) == "/h/.local/share/journey")
    }

    @Test func `no database named and none there is 78 with both ways out`() throws {
        try IngestFixture.withFolder { folder in
            var options = Workspace.Options(programVersion: "test")
            options.dataFolder = folder
            options.environment = [:]

            let failure = #expect(throws: Failure.self) {
                try Workspace.open(options, for: .identify, command: "test")
            }

            #expect(failure?.exitCode == 78)
            #expect(failure?.advice.contains("--database") == true)
            #expect(failure?.advice.contains("journey init") == true)
        }
    }

    @Test func `a database that was never initialised is 78 and says init`() throws {
        try withTestDatabase { _, target in
            try IngestFixture.withFolder { folder in
                let error = #expect(throws: StoreError.self) {
                    try IngestFixture.open(target, folder, for: .read)
                }

                #expect(error == .uninitialised(schema: "journey"))
                #expect(error.map(Failure.init)?.exitCode == 78)
                #expect(error?.advice.contains("journey init") == true)
            }
        }
    }

    @Test func `init may be repeated and makes one key`() throws {
        try IngestFixture.with { fixture in
            let again = try Installer(fixture.workspace).run(site: .init(region: "AT"))

            #expect(again.migrations.isEmpty)
            #expect(again.newKeyPath == nil)
            #expect(again.site == .init(timeZone: "UTC", region: "AT"))
            let mode = try FileManager.default.attributesOfItem(atPath: fixture.workspace.keyPath)
            #expect(mode[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `another key, no key and an open key are 78 and nothing is written`() throws {
        try IngestFixture.with { fixture in
            let path = fixture.workspace.keyPath
            let right = try Data(contentsOf: URL(fileURLWithPath: path))
            func open() throws {
                _ = try IngestFixture.open(fixture.target, fixture.folder, for: .identify)
            }

            try FileManager.default.removeItem(atPath: path)
            #expect(throws: StoreError.keyMissing(path: path)) { try open() }
            #expect(throws: StoreError.keyMissing(path: path)) {
                try Installer(fixture.workspace).run()
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            _ = try HashingKey.create(path)
            #expect(throws: StoreError.keyMismatch(path: path, schema: "journey")) { try open() }
            try right.write(to: URL(fileURLWithPath: path))
            chmod(path, 0o644)
            #expect(throws: StoreError.keyExposed(path: path)) { try open() }
            chmod(path, 0o600)
            try open()
        }
    }

    @Test func `two schemas share a database and know nothing of each other`() throws {
        try IngestFixture.with { fixture in
            let other = try IngestFixture.open(
                fixture.target, fixture.folder, for: .initialise, schema: SchemaName("north"))
            _ = try Installer(other).run()

            _ = try fixture.ingest([try fixture.write("a.txt", "c1 a b\n")])

            #expect(try fixture.count("select count(*) from journey.contact") == 1)
            #expect(try fixture.count("select count(*) from north.contact") == 0)
            #expect(other.location.hasSuffix("schema north"))
        }
    }
}
