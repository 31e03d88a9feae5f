/// What the commands of a source wrote, in files of passing names that tell nobody anything.
///
/// The text of a command may hold a password, so messages say which command of which source it was.
struct CommandOutputs {
    let source: String
    private(set) var files: [String] = []
    let count: Int

    init(of source: String, count: Int) {
        self.source = source
        self.count = count
    }

    mutating func add(_ file: String) { files.append(file) }

    func named(_ text: String) -> String {
        // The longest first: the name of the first file is the beginning of that of the tenth.
        files.enumerated().reversed().reduce(text) { text, file in
            let which = count > 1 ? "command \(file.offset + 1)" : "the command"
            return text.replacing(file.element, with: "the output of \(which) of \(source)")
        }
    }

    func named(_ failure: Failure) -> Failure {
        var failure = failure
        failure.message = named(failure.message)
        failure.advice = named(failure.advice)
        failure.detail = failure.detail.map { named($0) }
        return failure
    }

    func named(_ report: IngestReport) -> IngestReport {
        var report = report
        report.missing = report.missing.map { named($0) }
        for index in report.files.indices {
            report.files[index].path = named(report.files[index].path)
            report.files[index].failure = report.files[index].failure.map { named($0) }
        }
        return report
    }
}
