extension ReportFile {
    /// Refuses what this file cannot select by, before any database is asked.
    package func check(_ request: ReportRequest) throws(ReportError) {
        _ = try ReportStatement(
            self, request, reportName: name, zone: request.timeZone ?? "UTC")
    }
}
