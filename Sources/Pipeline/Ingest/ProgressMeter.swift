import Foundation

/// Adds up how far the inputs of a load are.
struct ProgressMeter {
    /// Where the input being read is.
    struct Place: Sendable, Hashable {
        /// Bytes read from disk, from the start of the file.
        var offset: Int64
        /// Where reading began.
        var start: Int64 = 0
        var records: Int64
    }

    private let sizes: [Input: Int64]
    private let total: Int64?
    private let inputs: Int
    private var current: Input?
    private var number = 0
    /// Of the inputs before the current one.
    private var before = Place(offset: 0, records: 0)
    private var place = Place(offset: 0, records: 0)

    init(_ inputs: [Input]) {
        self.init(inputs, sizes: inputs.map(Self.size))
    }

    /// - Parameter sizes: Bytes on disk; `nil` where they are not known.
    init(_ inputs: [Input], sizes: [Int64?]) {
        self.inputs = inputs.count
        let known = zip(inputs, sizes).compactMap { input, size in size.map { (input, $0) } }
        self.sizes = Dictionary(known) { $1 }
        total = known.count == inputs.count ? known.reduce(0) { $0 + $1.1 } : nil
    }

    mutating func begin(_ input: Input) {
        if let current {
            // One that failed is done with, too.
            before.offset += sizes[current] ?? place.offset
            before.start += (sizes[current] ?? place.offset) - (place.offset - place.start)
            before.records += place.records
        }
        current = input
        number += 1
        place = Place(offset: 0, records: 0)
    }

    mutating func progress(_ place: Place) -> Ingest.Progress {
        self.place = place
        let done = before.offset + place.offset
        var progress = Ingest.Progress(
            path: current?.name ?? "", bytesDone: done, bytesTotal: total.map { max($0, done) },
            bytesRead: done - before.start - place.start, records: before.records + place.records)
        progress.number = number
        progress.inputs = inputs
        return progress
    }

    private static func size(of input: Input) -> Int64? {
        guard case .file(let path) = input else { return nil }
        var status = stat()
        // One that is missing by now fails when it is read.
        guard stat(path, &status) == 0 else { return 0 }
        return status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    }
}
