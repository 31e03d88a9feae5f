import Pipeline
import Reports

extension ReportCommand {
    /// The report as it was after a stitch of the past.
    func write(_ name: String, asOf moment: PastStitch.Moment, _ workspace: Workspace) throws {
        let past = try PastStitch.find(moment, in: workspace)
        let answer = try ShadowInstallation.with(workspace) { shadow in
            try restore(past, shadow, workspace)
            return try self.table(
                name, try request(siteZone: past.siteTimeZone), try shadow.reports())
        }
        try result.write(answer, console: console)
    }

    /// The figures that changed since a stitch of the past, and what there was since to move them.
    func write(_ name: String, since moment: PastStitch.Moment, _ workspace: Workspace) throws {
        let past = try PastStitch.find(moment, in: workspace)
        let answer = try ShadowInstallation.with(workspace) { shadow in
            try restore(past, shadow, workspace)
            var request = try request(siteZone: try workspace.site().timeZone)
            request.limit = nil
            let before = try self.table(name, request, try shadow.reports())
            let after = try self.table(name, request, try workspace.reports())
            return sheet(before, after, try LaterCauses(shadow, since: past).all())
        }
        try result.write(answer, console: console)
    }

    private func restore(
        _ past: PastStitch, _ shadow: ShadowInstallation, _ workspace: Workspace
    ) throws {
        console.note("As of run \(past.run), stitched at \(past.stitchedAt).")
        let isExact = try shadow.restore(past, of: workspace) {
            console.progress("working out the past: \($0)")
        }
        console.progress(nil)
        if !isExact {
            console.warning(
                "This version of journey resolves differently from the one of run \(past.run), so"
                    + " figures may differ from those that were printed then.",
                event: "report.other_resolver")
        }
    }

    private func sheet(
        _ before: ReportTable, _ after: ReportTable, _ causes: [LaterCauses.Cause]
    ) -> ReportSheet {
        let difference = ReportDifference(before: before, after: after)
        var numbers = difference.table(
            "\(after.title): what changed", isForPeople: result.isReadByPeople)
        numbers.head = after.head
        numbers.notes = ["Before: \(before.head.madeWith)."]
        numbers.emptyWords = "No figure of this report has changed."
        var moved = ReportTable(
            name: "causes", title: "What there was since then to move them",
            columns: [
                Column("cause", .text), Column("what", .text), Column("effect", .text),
                Column("run", .count),
            ],
            rows: causes.map(Self.row), head: after.head)
        moved.emptyWords = "Nothing was loaded, decided or set since then."
        return ReportSheet(
            title: after.title,
            parts: [limited(numbers, "difference"), limited(moved, "causes")])
    }

    private static func row(_ cause: LaterCauses.Cause) -> [Cell] {
        [
            .text(cause.sort), .text(cause.what), .text(cause.effect),
            .figure(cause.run.map(Double.init)),
        ]
    }

    private func limited(_ table: ReportTable, _ name: String) -> ReportSheet.Part {
        ReportSheet.Part(name, limit.map(table.limited) ?? table)
    }
}

extension ShadowInstallation {
    func reports() throws -> ReportRunner {
        try ReportRunner(connection, schema: schema.main)
    }
}

extension ResultOptions {
    /// Whether figures are written as people read them, with their units.
    var isReadByPeople: Bool { [.table, .markdown, .html].contains(format()) }
}
