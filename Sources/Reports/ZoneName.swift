import Foundation

/// Names of time zones that this program and the server understand alike.
package enum ZoneName {
    /// `nil` for what is no IANA name, such as `GMT+3`, whose sign the server reads the other way.
    package static func timeZone(_ name: String) -> TimeZone? {
        let isOffset = !name.contains("/") && name.contains { "+-".contains($0) }
        return isOffset ? nil : TimeZone(identifier: name)
    }
}
