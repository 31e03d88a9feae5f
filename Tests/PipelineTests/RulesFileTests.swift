import IdentityResolution
import Testing

@testable import Pipeline

@Suite struct `The identity rules file` {
    @Test func `what the file sets replaces the built-in rule and the rest stays`() throws {
        let rules = try RulesFile.parse(
            """
            owners_window: 10
            kinds:
              phone:
                max_accounts: 2
                overlap_seconds: off
              account:
                exclusive: global
            """)

        var expected = IdentityRules.builtIn
        expected.ownersWindow = 10
        expected.phone.maxAccounts = 2
        expected.phone.overlapSeconds = nil
        expected.account.exclusive = .global
        #expect(rules == expected)
    }

    @Test func `the written form of the rules reads back to the same rules`() throws {
        var rules = IdentityRules.builtIn
        rules.email.silence = 7
        #expect(try RulesFile.parse(RulesFile.text(rules)) == rules)
    }

    @Test(arguments: [
        ("owner_window: 1", 1, 1, "unknown rule 'owner_window'"),
        ("kinds:\n  fone:\n    silence: 1", 2, 3, "unknown kind 'fone'"),
        ("kinds:\n  phone:\n    silence: -1", 3, 14, "whole number"),
        ("kinds:\n  phone:\n    slicing: weekly", 3, 14, "unknown choice 'weekly'"),
        ("kinds: [", 1, 0, ""),
    ])
    func `a mistake names its line and column`(
        text: String, line: Int, column: Int, message: String
    ) throws {
        let mistake = try #require(throws: RulesFile.Mistake.self) { try RulesFile.parse(text) }
        #expect(mistake.line >= line)
        if column > 0 { #expect((mistake.line, mistake.column) == (line, column)) }
        #expect(message.isEmpty || mistake.message.contains(message))
    }

    @Test func `another rule gives another version`() {
        var rules = IdentityRules.builtIn
        rules.phone.maxNames += 1
        #expect(RulesVersion.of(rules) != RulesVersion.of(.builtIn))
    }
}
