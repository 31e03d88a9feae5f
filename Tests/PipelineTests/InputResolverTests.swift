import Foundation
import Pipeline
import Testing

@Suite struct `What inputs name` {
    @Test func `one file named by several paths is read once`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.csv", "x\n")
            let link = "\(fixture.folder)/link.csv"
            #expect(symlink(path, link) == 0)

            let found = InputResolver.resolve([path, "\(fixture.folder)/./a.csv", link])

            #expect(found.inputs == [.file(path)])
            #expect(found.failures.isEmpty)
        }
    }

    @Test func `a link in a folder that leads nowhere is missed`() throws {
        try IngestFixture.with { fixture in
            let folder = "\(fixture.folder)/day"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
            #expect(symlink("nowhere", "\(folder)/b.txt") == 0)
            let path = try fixture.write("day/a.txt", "c1 a b\n")

            let report = try fixture.ingest([folder])

            #expect(report.files.map(\.path) == [path, "\(folder)/b.txt"])
            #expect(report.total.accepted == 1 && report.exitCode == 66)
        }
    }
}
