/// What a telephone field says.
package enum PhoneResult: Sendable, Hashable {
    /// A number in E.164.
    case number(String)
    /// The caller hid it.
    case withheld
    /// An extension or short code: no identity.
    case tooShort(String)
    case invalid

    /// The number, if it is one.
    package var e164: String? {
        if case .number(let value) = self { return value }
        return nil
    }
}
