import Foundation
import IdentityResolution
import Testing

@testable import Pipeline

@Suite struct `The identity rules file` {
    @Test func `what the file sets replaces the built-in rule and the rest stays`() throws {
        let rules = try RulesFile(
            parsing: """
                owners_window: 10
                kinds:
                  phone:
                    max_accounts: 2
                    max_names: unlimited
                    overlap_seconds: off
                    typed_strength: 45
                  account:
                    exclusive: global
                    exclusive_in:
                      old-shop: none
                    max_per_person: 4
                trail:
                  used: false
                  within: 9
                click: {strength: 30, percent: 80}
                """
        ).rules

        var expected = IdentityRules.builtIn
        expected.ownersWindow = 10
        expected.phone.maxAccounts = 2
        expected.phone.maxNames = .max
        expected.phone.overlapSeconds = nil
        expected.phone.typedStrength = 45
        expected.account.exclusive = .global
        expected.account.exclusiveIn = ["old-shop": .none]
        expected.account.maxPerPerson = 4
        expected.trail.isUsed = false
        expected.trail.within = 9
        expected.click.strength = 30
        expected.click.percent = 80
        #expect(rules == expected)
        #expect(rules.strength(.phone, .typed) == 45)
        #expect(rules.account.exclusivity(in: "old-shop") == .none)
        #expect(rules.account.exclusivity(in: "shop") == .global)
    }

    @Test func `the example of the documentation is a rules file`() throws {
        let page = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/identity.md")
        let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
        let example = try #require(blocks.first { $0.hasPrefix("yaml\n") })

        let file = try RulesFile(parsing: String(example.dropFirst(5)))

        #expect(file.rules.account.foldsCase && file.rules.phone.typedStrength == 45)
        #expect(file.lines.count == 17)
    }

    @Test func `an empty file changes nothing`() throws {
        #expect(try RulesFile(parsing: "# nothing yet\n").rules == .builtIn)
    }

    @Test func `values are read in the form in which records hold them`() throws {
        let rules = try RulesFile(
            parsing: """
                kinds:
                  email:
                    blocked: [Info@Shop.example, '*@Test.example']
                  account:
                    case: fold
                    deny: Kiosk-1
                    format: '/[a-z]+-\\d+/'
                  browser:
                    allow: [0A1B2C3D-0000-4000-8000-00000000000A]
                exclude:
                  phone: ['+49 30 901234-56', '+4940*']
                """
        ).rules

        #expect(rules.email.blocked[0].matches("info@shop.example"))
        #expect(rules.email.blocked[1].matches("anna@test.example"))
        #expect(!rules.email.blocked[1].matches("anna@test.example.org"))
        #expect(rules.account.deny[0].exact == "kiosk-1")
        #expect(rules.account.format?.matches("kiosk-12") == true)
        #expect(rules.account.format?.matches("12") == false)
        #expect(rules.browser.allow[0].exact == "0a1b2c3d-0000-4000-8000-00000000000a")
        #expect(rules.phone.exclude[0].exact == "+493090123456")
        #expect(rules.phone.exclude[1].matches("+4940123456"))
    }

    @Test(arguments: [
        ("owner_window: 1", 1, 1, "did you mean `owners_window`?"),
        ("kinds:\n  phne:\n    silence: 1", 2, 3, "did you mean `phone`?"),
        ("kinds:\n  phone:\n    silense: 1", 3, 5, "did you mean `silence`?"),
        ("kinds:\n  phone:\n    silence: -1", 3, 14, "whole number"),
        ("kinds:\n  phone:\n    silence: unlimited", 3, 14, "whole number"),
        ("kinds:\n  phone:\n    slicing: weekly", 3, 14, "unknown choice `weekly`"),
        (
            "kinds:\n  account:\n    exclusive_in:\n      shop: sorce", 4, 13,
            "did you mean `source`?"
        ),
        ("kinds:\n  phone:\n    blocked: [030 90123456]", 3, 15, "country code"),
        ("kinds:\n  email:\n    deny:\n      - '/[a/'", 4, 9, "a `[` without its `]`"),
        ("kinds:\n  email:\n    deny: anna", 3, 11, "no record can hold this value"),
        ("kinds:\n  account:\n    deny: a@b.example", 3, 11, "list it below email"),
        ("kinds:\n  browser:\n    deny: 'abc*'", 3, 11, "only the hash is kept"),
        ("kinds:\n  phone:\n    case: fold", 3, 11, "account and order only"),
        ("exclude:\n  mail: '*@x.example'", 2, 3, "did you mean `email`?"),
        ("trails:\n  used: true", 1, 1, "did you mean `trail`?"),
        ("click:\n  withn: 3", 2, 3, "did you mean `within`?"),
        ("click:\n  percent: 101", 2, 12, "from 1 to 100"),
        ("trail: {within: 0}", 1, 17, "from 1 to 3600"),
        ("trail: {used: 3}", 1, 15, "true or false"),
        ("typed:\n  shop:\n    email: '/a/'", 3, 5, "no setting `email`"),
        ("typed:\n  shop:\n    order: '4711'", 3, 12, "no pattern"),
        ("kinds: [", 1, 0, ""),
    ])
    func `a mistake names its line and column`(
        text: String, line: Int, column: Int, message: String
    ) throws {
        let mistake = try #require(throws: YAMLMistake.self) { try RulesFile(parsing: text) }
        #expect(mistake.line >= line)
        if column > 0 { #expect((mistake.line, mistake.column) == (line, column)) }
        #expect(message.isEmpty || mistake.message.contains(message), "\(mistake)")
    }

    @Test func `every setting is listed with its value and where it comes from`() throws {
        let file = try RulesFile(
            parsing: """
                sitting: 30
                kinds:
                  phone:
                    silence: 60
                click:
                  percent: 80
                exclude:
                  email: '*@ours.example'
                typed:
                  chat:
                    order: ['/47\\d{5}/']
                """)
        let rows = RuleListing.rows(
            RulesInForce(rules: file.rules, origin: "identity.yaml", lines: file.lines)
        ).rows

        #expect(rows.contains([nil, "sitting", "30", "identity.yaml:1"]))
        #expect(rows.contains([nil, "owners_window", "30", "built-in"]))
        #expect(rows.contains(["phone", "silence", "60", "identity.yaml:4"]))
        #expect(rows.contains(["email", "silence", "45", "built-in"]))
        #expect(rows.contains(["click", "percent", "80", "identity.yaml:6"]))
        #expect(rows.contains(["trail", "within", "5", "built-in"]))
        #expect(rows.contains(["email", "exclude", "*@ours.example", "identity.yaml:8"]))
        #expect(rows.contains(["order", "typed in chat", "/47\\d{5}/", "identity.yaml:11"]))
    }

    @Test(arguments: [
        "kinds: {phone: {max_names: 4}}", "kinds: {email: {blocked: 'a@b.example'}}",
        "exclude: {email: '*@b.example'}", "typed: {'*': {order: '/1+/'}}",
        "kinds: {order: {case: fold}}", "trail: {within: 9}",
    ])
    func `another rule gives another version`(text: String) throws {
        let rules = try RulesFile(parsing: text).rules
        #expect(RulesVersion.of(rules) != RulesVersion.of(.builtIn))
    }
}

@Suite struct `Numbers that customers type` {
    private func typed(_ text: String, source: String = "chat") throws -> [String] {
        let rules = try RulesFile(
            parsing: """
                typed:
                  chat:
                    order: ['/47\\d{5}/', '/SO-\\d+/']
                    reference: ['/[a-z]{2}-?\\d{4}/']
                  '*':
                    account: ['/K\\d{6}/']
                """
        ).rules
        return TypedPatterns(rules).identifiers(in: text, source: source)
            .map { "\($0.kind.name) \($0.value)" }
    }

    @Test func `are found by the patterns of their source and of all sources`() throws {
        #expect(
            try typed("It is 4711001, or SO-12. Code ab-1234, customer K123456.")
                == ["account K123456", "order 4711001", "order SO-12", "reference AB1234"])
        #expect(try typed("4711001, customer K123456", source: "other") == ["account K123456"])
    }

    @Test func `are whole words, and none in a masked text`() throws {
        #expect(try typed("947110012 and x4711001 and 4711001x") == [])
        #expect(try typed("4711001 with card ####") == [])
        #expect(try typed("4711001 with card ***") == [])
    }
}
