import ConnectorKit

/// The country whose rules national telephone numbers follow.
enum PhoneRegion {
    /// A region without a number plan would silently make every national number useless.
    ///
    /// - Parameter region: ISO 3166, in either case; `nil` for none.
    static func check(_ region: String?) throws(Failure) {
        guard let region, !IdentifierNormalizer.hasNumberPlan(region: region) else { return }
        throw Failure(
            exitCode: 78, message: "\(region) is no region",
            advice: "Use an ISO 3166 code such as DE.")
    }
}
