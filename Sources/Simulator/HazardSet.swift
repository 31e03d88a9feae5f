/// What makes real exports hard. Each can be switched off to see what it costs.
package struct HazardSet: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    private init(bit: UInt32) { rawValue = 1 << bit }

    package static let severalBrowsers = Self(bit: 0)
    package static let lostCookies = Self(bit: 1)
    /// Two to four people on one browser, logins interleaved; some share a landline too.
    package static let familyTablet = Self(bit: 2)
    package static let kiosk = Self(bit: 3)
    /// Many employees call from one number; some of these companies appear only in calls.
    package static let switchboard = Self(bit: 4)
    package static let withheldNumbers = Self(bit: 5)
    package static let typos = Self(bit: 6)
    package static let formatVariants = Self(bit: 7)
    package static let placeholders = Self(bit: 8)
    /// The same line twice, the same record in two files.
    package static let duplicates = Self(bit: 9)
    package static let lateRows = Self(bit: 10)
    package static let malformedRows = Self(bit: 11)
    /// Blind and attended transfers, rings of several agents: more than one row a call.
    package static let transfers = Self(bit: 12)
    package static let bots = Self(bit: 13)
    package static let seasonalCallers = Self(bit: 14)
    package static let reassignedNumbers = Self(bit: 15)
    package static let twoAccountsInSession = Self(bit: 16)
    package static let unversionedReexports = Self(bit: 17)
    /// Employees try out their own shop, and order for customers at their desk.
    package static let deskTests = Self(bit: 18)
    /// A branch whose switchboard writes fewer columns.
    package static let columnVariants = Self(bit: 19)
    package static let clockSkew = Self(bit: 20)

    package static let all = Self(rawValue: (1 << 21) - 1)

    /// Every hazard with the name that the documentation uses.
    package static let named: [(name: String, hazard: HazardSet)] = [
        ("several-browsers", .severalBrowsers), ("lost-cookies", .lostCookies),
        ("family-tablet", .familyTablet), ("kiosk", .kiosk), ("switchboard", .switchboard),
        ("withheld-numbers", .withheldNumbers), ("typos", .typos),
        ("format-variants", .formatVariants), ("placeholders", .placeholders),
        ("duplicates", .duplicates), ("late-rows", .lateRows),
        ("malformed-rows", .malformedRows), ("transfers", .transfers), ("bots", .bots),
        ("seasonal-callers", .seasonalCallers), ("reassigned-numbers", .reassignedNumbers),
        ("two-accounts-in-session", .twoAccountsInSession),
        ("unversioned-reexports", .unversionedReexports), ("desk-tests", .deskTests),
        ("column-variants", .columnVariants), ("clock-skew", .clockSkew),
    ]
}
