import JourneyModel
import Postgres

extension BatchLoader {
    /// Where a batch ends in its file.
    package struct Checkpoint: Sendable, Hashable {
        /// Bytes of text that are settled with this batch, from the start of the file; the text is
        /// what is left after decompression and conversion to UTF-8.
        package var offset: Int64
        package var isEndOfFile: Bool
        /// Physical line at the offset, from 1.
        package var line: Int64 = 1
        /// Digest that tells whether the text before the offset is the same, hexadecimal; `nil`
        /// where reading cannot go on there.
        package var prefix: String?
        /// `nil` for batches that are of no file.
        package var bytes: ByteCounts?

        package init(offset: Int64, isEndOfFile: Bool) {
            self.offset = offset
            self.isEndOfFile = isEndOfFile
        }
    }

    /// What was passed since the place where a load began.
    package struct ByteCounts: Sendable, Hashable {
        package var records: Int64
        /// Separators, blank lines and a header row.
        package var between: Int64
        /// The whole text of the file; `nil` before its end.
        package var text: Int64?

        package init(records: Int64, between: Int64, text: Int64?) {
            self.records = records
            self.between = between
            self.text = text
        }
    }

    /// A file as it was opened.
    package struct OpenedFile: Sendable, Hashable {
        package var path: String
        /// `nil` for standard input.
        package var fingerprint: [UInt8]?
        /// On disk; `nil` for standard input.
        package var size: Int64?
        /// Digest of its beginning, hexadecimal; `nil` for short files and standard input.
        package var head: String?
        /// Digest of all that decides what the records of a source mean, hexadecimal.
        package var settings: String?
        /// Where an earlier load had got, and this one goes on; `nil` for the start.
        package var start: Checkpoint?
        /// What a reject of the file is read again with.
        package var connector: String?
        /// As declared; `nil` for UTF-8.
        package var encoding: String?
        /// The row of column names as it stands in the file, in UTF-8; `nil` for none.
        package var header: String?

        package init(path: String) { self.path = path }
    }

    /// How far a file was loaded at an earlier time.
    package struct EarlierLoad: Sendable, Hashable {
        /// The name it had then.
        package var path: String
        package var checkpoint: Checkpoint
        package var settings: String?
    }

    /// Loads of a source that may have been of the same file, the latest first.
    ///
    /// - Parameters:
    ///   - head: Finds the file by its beginning, whatever its name was; `nil` for short ones.
    ///   - beginnings: Digests of what may be committed of a log that was short when it was loaded,
    ///     hexadecimal; they find it as well.
    package func earlierLoads(
        path: String, head: String?, beginnings: [String], limit: Int
    ) throws -> [EarlierLoad] {
        let rows = try connection.execute(
            try statements.query(
                "earlier_loads", .int(Int64(configuration.source.id)), .text(path),
                .text(head), .textArray(beginnings), .int(Int64(limit))))
        return (0..<rows.rowCount).map { row in
            var checkpoint = Checkpoint(
                offset: Int64(rows.int(row, 0) ?? 0), isEndOfFile: rows.bool(row, 2) ?? false)
            checkpoint.line = Int64(rows.int(row, 1) ?? 1)
            checkpoint.prefix = rows.string(row, 3)
            return EarlierLoad(
                path: rows.string(row, 5) ?? "", checkpoint: checkpoint,
                settings: rows.string(row, 4))
        }
    }
}
