/// Someone who does things: a customer, or an employee who tests.
struct Person: Sendable {
    enum Role: Sendable { case customer, employee }

    var role = Role.customer
    var firstName: String
    var lastName: String
    /// `nil` for people without a customer account.
    var account: String?
    var email: String
    var mobile: String
    var landline: String
    /// A number used from some time on instead of `mobile`, which then belongs to someone else.
    var laterMobile: (number: String, from: Int)?
    var germanSpeaking: Bool
    var inMaster = false
    /// When `mobile` became theirs, as the master says it.
    var mobileValidFrom: Int?
    var mobileInMaster = false

    /// Indexes of the browsers that are theirs alone, and of shared ones they use.
    var browsers: [Int] = []
    var tablet: Int?
    var familyLandline: String?
    var switchboard: Int?
    var usesKiosk = false

    /// Visits in 60 days, and calls about something new in 60 days; both times ten.
    var visits = 0
    var calls = 0
    var withheldPermille = 0

    /// Milliseconds; outside they do nothing.
    var activeFrom = Int.min
    var activeUntil = Int.max
    var silentFrom = Int.max
    var silentUntil = Int.max

    var fullName: String { "\(firstName) \(lastName)" }

    func isActive(_ at: Int) -> Bool {
        at >= activeFrom && at < activeUntil && !(at >= silentFrom && at < silentUntil)
    }

    /// National digits of the mobile number in use at that time.
    func mobile(at time: Int) -> String {
        if let laterMobile, time >= laterMobile.from { return laterMobile.number }
        return mobile
    }
}

/// A browser and the cookies it held, one after the other.
struct Browser: Sendable {
    let userAgent: String
    /// Indexes of cookies with the time from which each counts, in order.
    var cookies: [(from: Int, cookie: Int)]
    let zendeskVisitor: String
    /// Whether more than one person is known to use it.
    var shared = false
    /// Milliseconds that its clock is ahead.
    var skew = 0
    /// Whether the site's other tracker runs on it, whose lines look a little different.
    var rudder = false

    /// Whether a tap on a number calls it at once: on a telephone.
    var dials: Bool { userAgent.contains("Mobile") && !userAgent.contains("iPad") }

    func cookie(at time: Int) -> Int {
        var current = cookies[0].cookie
        for entry in cookies where entry.from <= time { current = entry.cookie }
        return current
    }
}

/// A company whose employees call from one number.
struct Switchboard: Sendable {
    let name: String
    let number: String
    /// Whether its people are known from calls only.
    let callsOnly: Bool
    var people: [Int] = []
}

/// Someone who answers, in chat or on the telephone.
struct Agent: Sendable {
    let name: String
    let chatID: String
    let extensionNumber: String
    /// How much likelier than others, in 1,000, they send customers to the telephone.
    let instructsPermille: Int
}
