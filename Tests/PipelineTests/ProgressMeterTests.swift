import Testing

@testable import Pipeline

@Suite struct `How far a load is` {
    private static let inputs = [Input.file("a"), .file("b"), .file("c")]

    @Test func `inputs add up, those that failed included`() {
        var meter = ProgressMeter(Self.inputs, sizes: [100, 50, 50])
        meter.begin(Self.inputs[0])
        let first = meter.progress(.init(offset: 40, records: 4))
        meter.begin(Self.inputs[1])
        let second = meter.progress(.init(offset: 50, records: 5))
        meter.begin(Self.inputs[2])
        let third = meter.progress(.init(offset: 50, records: 5))

        #expect(first.bytesDone == 40 && first.bytesRead == 40 && first.bytesTotal == 200)
        #expect(second.bytesDone == 150 && second.bytesRead == 90 && second.records == 9)
        #expect(third.bytesDone == 200 && third.bytesRead == 140 && third.records == 14)
        #expect(third.number == 3 && third.inputs == 3 && third.path == "c")
    }

    @Test func `what an earlier load has settled was not read`() {
        var meter = ProgressMeter(Self.inputs, sizes: [100, 50, 50])
        meter.begin(Self.inputs[0])
        let progress = meter.progress(.init(offset: 90, start: 80, records: 1))

        #expect(progress.bytesDone == 90 && progress.bytesRead == 10)
    }

    @Test func `the whole is not known while one input has no size`() {
        var meter = ProgressMeter([.standardInput, .file("a")], sizes: [nil, 50])
        meter.begin(.standardInput)
        _ = meter.progress(.init(offset: 1_000, records: 10))
        meter.begin(.file("a"))
        let progress = meter.progress(.init(offset: 50, records: 5))

        #expect(progress.bytesTotal == nil && progress.bytesDone == 1_050)
        #expect(progress.bytesRead == 1_050)
    }
}
