import Testing

@Suite struct `Golden cases` {
    @Test(arguments: ReportCase.all)
    func `a report answers as worked out by hand`(example: ReportCase) throws {
        #expect(try example.answer() == example.expected)
    }

    @Test func `there are cases for every main report`() {
        let reports = Set(ReportCase.all.map(\.report))

        #expect(reports.isSuperset(of: ["handovers", "repeats", "conversions", "trigger-pages"]))
        #expect(ReportCase.all.count >= 20)
    }
}
