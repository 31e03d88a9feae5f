import Foundation

/// What company to simulate. Equal configurations give equal bytes on every machine.
package struct Configuration: Sendable, Hashable {
    /// A first day of the simulation, in the company's time zone.
    package struct Day: Sendable, Hashable {
        package let year: Int
        package let month: Int
        package let day: Int

        package init(year: Int, month: Int, day: Int) {
            self.year = year
            self.month = month
            self.day = day
        }

        /// A Monday; eight weeks later the clocks of Europe go forward.
        package static let standard = Self(year: 2026, month: 2, day: 2)
    }

    package var people: Int
    package var days: Int
    package var seed: UInt64
    package var start: Day
    package var timeZone: String

    /// Country of the company's telephone numbers: `DE`, `AT` or `GB`.
    package var region: String
    package var hazards: HazardSet

    /// How many of 1,000 chats carry the site's own cookie as visitor id.
    package var cookieInChatPermille = 250

    /// Columns of the branch's call records, 16 to 20 (hazard ``HazardSet/columnVariants``).
    package var branchColumns = 18

    package init(
        people: Int = 2000, days: Int = 60, seed: UInt64 = 1, start: Day = .standard,
        timeZone: String = "Europe/Berlin", region: String = "DE", hazards: HazardSet = .all
    ) {
        self.people = people
        self.days = days
        self.seed = seed
        self.start = start
        self.timeZone = timeZone
        self.region = region
        self.hazards = hazards
    }

    func has(_ hazard: HazardSet) -> Bool { hazards.contains(hazard) }

    func checked() throws(SimulatorError) -> (zone: TimeZone, plan: NumberPlan) {
        guard (1...1_000_000).contains(people), (1...3650).contains(days) else {
            throw .sizeOutOfRange
        }
        guard (16...20).contains(branchColumns) else { throw .columnsOutOfRange }
        guard let zone = TimeZone(identifier: timeZone) else { throw .unknownTimeZone(timeZone) }
        guard let plan = NumberPlan.all[region] else { throw .unknownRegion(region) }
        return (zone, plan)
    }
}

/// Why a company cannot be simulated.
package enum SimulatorError: Error, Hashable, CustomStringConvertible {
    case sizeOutOfRange
    case columnsOutOfRange
    case unknownTimeZone(String)
    case unknownRegion(String)

    package var description: String {
        switch self {
        case .sizeOutOfRange: "people must be 1 to 1,000,000 and days 1 to 3,650"
        case .columnsOutOfRange: "the branch's call records have 16 to 20 columns"
        case .unknownTimeZone(let name): "unknown time zone: \(name)"
        case .unknownRegion(let name): "no number plan for region: \(name)"
        }
    }
}
