import JourneyStore

extension IngestReport {
    /// How the run stands on the books: one that could use no input is not complete.
    var status: RunStore.Status {
        let failed = files.count { $0.failure != nil }
        if failed == 0 { return .complete }
        return failed == files.count ? .failed : .partial
    }
}
