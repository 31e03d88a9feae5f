import CLibPQ
import Foundation

/// The rows of one statement, in text form.
///
/// It owns libpq's memory and cannot be copied, so `PQclear` runs exactly once.
package struct ResultSet: ~Copyable {
    let handle: OpaquePointer

    init(adopting handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    package var rowCount: Int { Int(PQntuples(handle)) }
    package var columnCount: Int { Int(PQnfields(handle)) }
    package var isEmpty: Bool { rowCount == 0 }

    /// How many rows an INSERT, UPDATE, DELETE or COPY touched; 0 for other statements.
    package var affectedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    package var names: [String] { columnNames(of: handle) }

    /// The type of each column as an object id, such as 20 for `bigint`.
    package var columnTypes: [UInt32] {
        (0..<columnCount).map { PQftype(handle, Int32($0)) }
    }

    /// `nil` for NULL, as in all that follow.
    package func string(_ row: Int, _ column: Int) -> String? {
        text(of: handle, row, column).map { String(decoding: $0, as: UTF8.self) }
    }

    package func int(_ row: Int, _ column: Int) -> Int? {
        integer(of: handle, row, column)
    }

    package func double(_ row: Int, _ column: Int) -> Double? {
        string(row, column).map(parsedDouble)
    }

    package func bool(_ row: Int, _ column: Int) -> Bool? {
        text(of: handle, row, column).map { $0.first == UInt8(ascii: "t") }
    }

    package func isNull(_ row: Int, _ column: Int) -> Bool {
        text(of: handle, row, column) == nil
    }

    package func forEach(_ body: (borrowing Row) throws -> Void) rethrows {
        for index in 0..<rowCount { try body(Row(handle: handle, index: index)) }
    }
}

/// One row of a ``ResultSet`` or of a stream, in text form; valid only while it is lent.
package struct Row: ~Copyable {
    let handle: OpaquePointer
    let index: Int

    package var columnCount: Int { Int(PQnfields(handle)) }
    package var names: [String] { columnNames(of: handle) }

    package var columnTypes: [UInt32] {
        (0..<columnCount).map { PQftype(handle, Int32($0)) }
    }

    package func string(_ column: Int) -> String? {
        text(of: handle, index, column).map { String(decoding: $0, as: UTF8.self) }
    }

    package func int(_ column: Int) -> Int? { integer(of: handle, index, column) }
    package func double(_ column: Int) -> Double? { string(column).map(parsedDouble) }
    package func isNull(_ column: Int) -> Bool { text(of: handle, index, column) == nil }

    package func bool(_ column: Int) -> Bool? {
        text(of: handle, index, column).map { $0.first == UInt8(ascii: "t") }
    }

    /// Lends the value's UTF-8 bytes, `nil` for NULL.
    package func withBytes<T>(
        _ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws -> T
    ) rethrows -> T {
        try body(text(of: handle, index, column))
    }
}

private func columnNames(of handle: OpaquePointer) -> [String] {
    (0..<PQnfields(handle)).map { String(cString: PQfname(handle, $0)) }
}

private func text(
    of handle: OpaquePointer, _ row: Int, _ column: Int
) -> UnsafeBufferPointer<UInt8>? {
    precondition(row >= 0 && row < Int(PQntuples(handle)), "there is no row \(row)")
    precondition(column >= 0 && column < Int(PQnfields(handle)), "there is no column \(column)")
    let (row, column) = (Int32(row), Int32(column))
    guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else {
        return nil
    }
    let count = Int(PQgetlength(handle, row, column))
    return UnsafeBufferPointer(
        start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
}

private func integer(of handle: OpaquePointer, _ row: Int, _ column: Int) -> Int? {
    guard let digits = text(of: handle, row, column) else { return nil }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
        preconditionFailure("column \(column) is not an integer that fits")
    }
    return value
}

private func parsedDouble(_ text: String) -> Double {
    guard let value = Double(text) else { preconditionFailure("a column is not a number") }
    return value
}
