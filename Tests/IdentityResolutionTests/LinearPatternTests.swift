import Testing

@testable import IdentityResolution

@Suite struct `Patterns of values` {
    @Test(arguments: [
        ("abc", ["abc"], ["ab", "abcd", "ABC"]),
        ("a.c", ["abc", "aüc"], ["ac"]),
        ("[a-c]+\\d{2,3}", ["a12", "cab123"], ["a1", "a1234", "d12", "12"]),
        ("(ab|c)*", ["", "ab", "cab", "abcc"], ["a", "b"]),
        ("(?:x|yz)?-", ["-", "x-", "yz-"], ["xyz-"]),
        ("[^0-9]+", ["ab", "-"], ["a1", ""]),
        ("[]-]", ["]", "-"], ["a"]),
        ("^\\+49\\d*$", ["+49", "+4912"], ["49"]),
        ("a{3,}", ["aaa", "aaaa"], ["aa"]),
        ("\\w\\s\\S\\.", ["a b."], ["a bb", "a  ."]),
    ])
    func `fit whole values`(pattern: String, fitting: [String], other: [String]) throws {
        let pattern = try LinearPattern(expression: pattern)
        for value in fitting { #expect(pattern.matches(value), "\(value)") }
        for value in other { #expect(!pattern.matches(value), "\(value)") }
    }

    @Test func `stars and question marks stand for characters`() throws {
        let pattern = try LinearPattern(glob: "*@shop.e?ample")
        #expect(pattern.matches("a.b@shop.example"))
        #expect(!pattern.matches("a@shopxexample"))
        #expect(!pattern.matches("a@shop.example.org"))
    }

    @Test(arguments: [
        "(a", "a)", "[a", "*a", "a{2", "a{3,2}", "\\q", "(?=a)", "a^b", "[z-a]", "a{2001}",
        "(a{100}){100}", "[\\D]",
    ])
    func `that mean nothing are refused`(pattern: String) {
        #expect(throws: LinearPattern.Mistake.self) { try LinearPattern(expression: pattern) }
    }

    /// Backtracking needs 2^40 steps here.
    @Test(.timeLimit(.minutes(1)))
    func `take time in proportion to the value`() throws {
        let pattern = try LinearPattern(expression: "(a|a)*(a|a)*b")
        #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
    }

    @Test func `are found in a text as long as can be, between words only`() throws {
        let pattern = try LinearPattern(expression: "AB-?\\d{2,4}")
        #expect(
            pattern.all(in: "AB12, (AB-1234) xAB12 AB12345 AB-99") == ["AB12", "AB-1234", "AB-99"])
    }
}
