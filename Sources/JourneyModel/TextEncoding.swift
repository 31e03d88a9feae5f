/// How the bytes of a text file stand for characters; the raw values are those of `--encoding`.
///
/// A byte order mark overrules what was declared.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "utf-8"
    /// Either byte order: the mark says which, else the first character.
    case utf16 = "utf-16"
    case latin1
    case windows1252 = "cp1252"
}
