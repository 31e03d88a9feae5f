import ConnectorKit

/// The country whose rules national telephone numbers follow.
package enum PhoneRegion {
    /// A region without a number plan would silently make every national number useless.
    ///
    /// - Parameters:
    ///   - region: ISO 3166, in either case; `nil` for none.
    ///   - isOption: Given on the command line, which is wrong usage (64); else a setting (78).
    package static func check(_ region: String?, isOption: Bool = false) throws(Failure) {
        guard let region, !IdentifierNormalizer.hasNumberPlan(region: region) else { return }
        throw Failure(
            exitCode: isOption ? 64 : 78, message: "\(region) is no region",
            advice: "Use an ISO 3166 code such as DE.")
    }
}
