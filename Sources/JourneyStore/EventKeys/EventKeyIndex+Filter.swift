import Postgres

/// When there is a filter in memory, and when it is stored.
extension EventKeyIndex {
    /// One in so many may be unknown to the stored filter.
    private static let looseShare = 4

    /// Makes sure of a filter with room, where it saves more reading than it costs.
    func prepareFilter(
        _ runs: [EventKeyRun], asked: Int, on connection: Connection
    ) throws {
        if let filter, !filter.isFull { return }
        let filtered = runs.filter(\.isFiltered).reduce(0) { $0 + $1.keys }
        let loose = runs.filter { !$0.isFiltered }
        let pieces = filtered * EventKeyFilter.roomyBits / 8 / EventKeyFilter.pieceBytes
        let chunks = loose.reduce(pieces) { $0 + $1.firstHighs.count }
        let reads = unfilteredReads + asked * runs.count
        guard filter != nil || reads * Self.seekCost >= chunks else { return }
        if filter == nil, filtered > 0 {
            let stored = try storedFilter(knowing: filtered, on: connection)
            try insert(loose, into: stored, on: connection)
            filter = stored
            if !stored.isFull { return }
        }
        let keys = runs.reduce(0) { $0 + $1.keys }
        let fresh = EventKeyFilter(keys: keys + keys / 8)
        filter = nil
        try insert(runs, into: fresh, on: connection)
        filter = fresh
    }

    /// Stores the filter anew once the stored one knows too little of what there is.
    func storeFilter(on connection: Connection) throws {
        guard let filter, let runs else { return }
        let keys = runs.reduce(0) { $0 + $1.keys }
        let loose = runs.filter { !$0.isFiltered }.reduce(0) { $0 + $1.keys }
        guard loose > max(looseKeys, keys / Self.looseShare) else { return }
        try connection.transaction {
            try connection.execute(try statements.query("drop_filter", .int(Int64(source))))
            try connection.copyIn(try statements.text("copy_filter")) { copy in
                try filter.forEachPiece { ordinal, words in
                    try copy.row(fields: 3)
                    copy.int16(source)
                    copy.int32(Int32(ordinal))
                    copy.bytea(words)
                }
            }
        }
        self.runs = runs.map { run in
            var run = run
            run.isFiltered = true
            return run
        }
    }

    private func storedFilter(
        knowing keys: Int, on connection: Connection
    ) throws -> EventKeyFilter {
        var words: [UInt8] = []
        let query = try statements.query("read_filter", .int(Int64(source)))
        try connection.forEachBinaryRow(query) { row in
            row.withBytes(0) { if let piece = $0 { words += piece } }
        }
        return EventKeyFilter(words: words, count: keys)
    }

    private func insert(
        _ runs: [EventKeyRun], into filter: EventKeyFilter, on connection: Connection
    ) throws {
        if runs.isEmpty { return }
        let query = try statements.query(
            "read_highs", .intArray(runs.map { Int64($0.number) }))
        try connection.forEachBinaryRow(query) { row in
            row.withBytes(0) { highs in
                guard let highs else { return }
                for offset in stride(from: 0, to: highs.count, by: 8) {
                    let high = highs.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    filter.insert(UInt64(bigEndian: high))
                }
            }
        }
    }
}
