import JourneyModel

extension Rejects {
    /// What an export left to be known by whoever mends it.
    package struct ExportOutcome: Sendable, Hashable {
        package var records = 0
        /// Header rows written: rows of tables with different ones cannot be loaded as one file.
        package var headers = 0
        /// Records of which only the beginning is kept.
        package var cut = 0
        /// Records of files whose header row is not known, as nothing was kept of them.
        package var withoutHeader = 0
    }

    /// Writes rejects as a file that can be mended and loaded: rows behind the header row of their
    /// file and other records behind those that they need, in UTF-8, with a byte order mark where the source is declared to be anything else.
    package func export(
        _ filter: Filter, to write: ([UInt8]) throws -> Void
    ) throws -> ExportOutcome {
        var outcome = ExportOutcome()
        var header: String?
        var declarations = try declarations(of: filter.source)
        try forEach(filter, digest: nil, withBytes: true) { reject in
            if outcome.records == 0, reject.origin.encoding != nil {
                try write([0xef, 0xbb, 0xbf])
            }
            if let names = reject.origin.header, names != header {
                try write(Array(names.utf8) + [10])
                header = names
                outcome.headers += 1
            }
            let file = reject.origin.file
            let needed = declarations[file]?.prefix { $0.byteOffset < reject.byteOffset } ?? []
            for declaration in needed { try write(declaration.bytes + [10]) }
            declarations[file]?.removeFirst(needed.count)
            if reject.origin.connector == nil { outcome.withoutHeader += 1 }
            if reject.length > Int64(reject.raw.count) { outcome.cut += 1 }
            try write(reject.raw + [10])
            outcome.records += 1
        }
        return outcome
    }
}
