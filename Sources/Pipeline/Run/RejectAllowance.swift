import JourneyStore

/// The share of rejects from which on a load, though complete, counts as failed.
package struct RejectAllowance: Sendable, Hashable {
    package static let standard = RejectAllowance(percent: 5)

    /// Fewer records say nothing about a share.
    package static let fewestRecords = 100

    package var percent: Double

    package init(percent: Double) { self.percent = percent }

    /// Reads `5%`.
    package init?(parsing text: String) {
        guard case .percent(let percent) = RejectLimit(parsing: text) else { return nil }
        self.init(percent: percent)
    }

    /// - Parameter counts: Of one source in one run.
    package func isExceeded(by counts: LoadCounts) -> Bool {
        counts.read >= Self.fewestRecords
            && Double(counts.rejected) * 100 > percent * Double(counts.read)
    }

    /// Why a load with these counts counts as failed; `nil` when it does not.
    package func complaint(about counts: LoadCounts) -> String? {
        guard isExceeded(by: counts) else { return nil }
        return "\(counts.rejected) of \(counts.read) records were rejected, over \(text);"
            + " see `journey rejects list`"
    }

    private var text: String {
        percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
    }
}

extension RejectLimit {
    /// Reads `50` or `2%`.
    package init?(parsing text: String) {
        if text.hasSuffix("%") {
            let number = text.dropLast().trimmingPrefix(while: \.isWhitespace)
            guard let percent = Double(number), (0...100).contains(percent) else { return nil }
            self = .percent(percent)
        } else {
            guard let count = Int64(text), count >= 0 else { return nil }
            self = .count(count)
        }
    }
}
