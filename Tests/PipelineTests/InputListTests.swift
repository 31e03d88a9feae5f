import Pipeline
import Testing

@Suite struct `Lists of inputs` {
    private func paths(_ text: String) throws -> [String] {
        try InputList.paths(in: Array(text.utf8), name: "list")
    }

    @Test func `one path a line, blank lines and line ends of Windows aside`() throws {
        #expect(try paths("a b.csv\n\nc*.csv\r\n/d\n") == ["a b.csv", "c*.csv", "/d"])
        #expect(try paths("last") == ["last"])
        #expect(try paths("").isEmpty)
    }

    @Test func `with a NUL in it each ends there, and a line feed belongs to the path`() throws {
        #expect(try paths("a\nb\0c\r\0") == ["a\nb", "c\r"])
    }

    @Test func `a path that is no UTF-8 is refused`() {
        let failure = #expect(throws: Failure.self) {
            try InputList.paths(in: [0x61, 0xff, 0x0a], name: "list")
        }
        #expect(failure?.exitCode == 65)
    }
}
