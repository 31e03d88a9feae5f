/// A table that the company writes itself and that is neither orders nor customers: its columns,
/// what they hold, and what makes a row.
///
/// One reader, one staging table and one way to combine copies serve them all; only the statement
/// that writes the typed table is a feed's own.
package struct Feed: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// As written, at most ``Limits/identifierBytes``.
        case name
        /// As written.
        case text
        /// An address, kept as the page that the page rules make of it.
        case page
        /// In lower case; one of these where any are listed.
        case word([String])
        /// The name of a source, as records are named by it.
        case source
        case time
        /// A decimal number of at most four places.
        case number(isSigned: Bool)
        /// A whole number from 0.
        case count
        case account, phone, visitor
        /// A value about a person: a keyed hash among the facts, its text with the personal data.
        case personal
    }

    package struct Column: Sendable, Hashable {
        package var name: String
        package var kind: Kind
        package var isRequired = false
        /// Part of what names the row.
        package var isKey = false
        /// Of two copies the earlier time counts, where otherwise the larger value does.
        package var keepsEarliest = false
        /// Follows from other columns; the file has no such column.
        package var isDerived = false

        package init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }

        /// Part of the key, and never absent.
        package static func key(_ name: String, _ kind: Kind) -> Column {
            var column = Column(name, kind)
            column.isRequired = true
            column.isKey = true
            return column
        }

        /// Part of the key where it is given: a row without differs from every row with one.
        package static func optionalKey(_ name: String, _ kind: Kind) -> Column {
            var column = Column(name, kind)
            column.isKey = true
            return column
        }

        package static func required(_ name: String, _ kind: Kind) -> Column {
            var column = Column(name, kind)
            column.isRequired = true
            return column
        }

        package static func derived(_ name: String, _ kind: Kind) -> Column {
            var column = Column(name, kind)
            column.isDerived = true
            return column
        }

        package static func earliest(_ name: String, isRequired: Bool = false) -> Column {
            var column = Column(name, .time)
            column.isRequired = isRequired
            column.keepsEarliest = true
            return column
        }
    }

    /// Names the typed table's statement `schema/queries/ingest/merge_feed_NAME.sql`.
    package var name: String
    /// In the order in which statements number them.
    package var columns: [Column]
    /// The first of these that is given is the row's version. ``versionColumn`` comes before them.
    package var versions: [String]

    /// In every feed: the higher one wins, as for orders and customers.
    package static let versionColumn = "updated_at"

    init(_ name: String, _ columns: [Column], versions: [String] = []) {
        self.name = name
        self.columns = columns
        self.versions = versions
    }

    package func place(of column: String) -> Int {
        guard let place = columns.firstIndex(where: { $0.name == column }) else {
            preconditionFailure("the feed \(name) has no column \(column)")
        }
        return place
    }
}
