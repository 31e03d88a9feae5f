import JourneyModel

/// What connectors look at to recognise a file.
extension FileHead {
    /// The first record, cut by a framing and padded; `nil` when the head holds no whole one.
    package func firstRecord(_ framing: Framing) -> PaddedBytes? {
        var framer = RecordFramer(framing.resolved(for: self))
        let padded = PaddedBytes(bytes)
        return padded.withUnsafeBytes { window in
            // A head may end within a record, so its last record counts only when it is closed.
            switch framer.next(in: window, isLast: true) {
            case .record(let record): PaddedBytes(record.bytes(in: window))
            default: nil
            }
        }
    }

    /// Reads the first record of a JSON file; `nil` when it cannot be parsed.
    package func withFirstJSON<Result>(
        envelopeKeys: [String] = [], _ body: (JSONValue) -> Result
    ) -> Result? {
        guard let record = firstRecord(.json(envelopeKeys: envelopeKeys)) else { return nil }
        let parser = JSONParser()
        return record.withUnsafeBytes { bytes in
            do {
                return body(try parser.parse(bytes))
            } catch {
                return nil
            }
        }
    }

    /// The names of a CSV file's first row, as ``HeaderMap`` looks them up; empty for other files.
    package func headerNames() -> [String] {
        guard Framing.table.resolved(for: self) == .csv(hasHeader: true),
            let record = firstRecord(.csv(hasHeader: true))
        else { return [] }
        var row = CSVRow()
        return record.withUnsafeBytes { bytes in
            do {
                try row.split(bytes)
                return (0..<row.count).map { HeaderMap.folded(row.text($0)) }
            } catch {
                return []
            }
        }
    }
}
