import Postgres
import TestSupport
import Testing

@testable import Reports

@Suite struct `A statement` {
    @Test func `refuses dimensions that the report does not declare`() throws {
        let report = try Catalogue().report("handovers")
        var request = ReportRequest()

        for by in [
            ["1); drop table person; --"], ["page", "page"], ["page", "hour", "day", "week"],
        ] {
            request.by = by
            #expect(throws: ReportError.self) {
                try ReportStatement(report, request, reportName: "handovers", zone: "UTC")
            }
        }
    }

    @Test func `refuses a filter that it cannot apply`() throws {
        let export = try Catalogue().export("identities")
        var request = ReportRequest()
        try request.add("Billing", to: .queue)

        #expect(throws: ReportError.unusableFilter(option: "--queue", report: "identities")) {
            try ReportStatement(export, request, reportName: "identities", zone: "UTC")
        }
    }

    @Test func `refuses to show a model that counts as shares`() throws {
        let credits = try Catalogue().export("credits")
        var request = ReportRequest()
        request.add([.last, .any])

        #expect(throws: ReportError.modelWithoutShares("any", report: "credits")) {
            try ReportStatement(credits, request, reportName: "credits", zone: "UTC")
        }
    }

    @Test func `models can be repeated and listed, each once`() throws {
        var request = ReportRequest()
        for text in ["last,first", "first", "j"] {
            request.add(try ReportRequest.Model.list(parsing: text))
        }

        #expect(request.models == [.last, .first, .j])
        #expect(throws: ReportError.self) { try ReportRequest.Model.list(parsing: "last,") }
    }

    @Test func `single rows are not grouped, and a wrong dimension is told first`() throws {
        try withTestDatabase { connection, _ in
            try connection.prepareSchema()
            let runner = try ReportRunner(connection)
            var request = ReportRequest()

            request.by = ["queue"]
            #expect(throws: ReportError.groupedDetail) { try runner.detail("handovers", request) }
            request.by = ["nope"]
            #expect {
                try runner.sql("handovers", request, isDetail: true)
            } throws: { error in
                guard case ReportError.unknownDimension("nope", _) = error else { return false }
                return true
            }
        }
    }

    @Test func `binds what the user wrote and never spells it out`() throws {
        let report = try Catalogue().report("handovers")
        var request = ReportRequest()
        try request.add("it's,!\"b\"", to: .queue)

        let query = try ReportStatement(report, request, reportName: "handovers", zone: "UTC")
            .query(schema: "journey")

        #expect(!query.sql.contains("it's"))
        #expect(
            query.parameters.first
                == .text(#"{"is":{"queue":["it's"]},"not":{"queue":["\"b\""]}}"#))
    }

    @Test func `reads the schema it was asked for`() throws {
        let export = try Catalogue().export("identifiers")

        let query = try ReportStatement(
            export, ReportRequest(), reportName: "identifiers", zone: "UTC"
        ).query(schema: "shop")

        #expect(query.sql.contains("shop_pii.identifier_value"))
        #expect(!query.sql.contains("journey_pii"))
    }

    @Test func `runs for every dimension of every report`() throws {
        let catalogue = try Catalogue()
        try withTestDatabase { connection, _ in
            try connection.prepareSchema()
            let runner = try ReportRunner(connection)
            for report in catalogue.reports {
                for dimension in report.dimensionNames {
                    var request = ReportRequest()
                    request.by = [dimension]
                    let table = try runner.report(report.name, request)
                    #expect(table.columns.first?.name == dimension)
                    #expect(table.rows.isEmpty)
                }
                #expect(try runner.detail(report.name, ReportRequest()).rows.isEmpty)
                #expect(try runner.sql(report.name, ReportRequest(), isDetail: true).contains("$1"))
            }
        }
    }

    @Test func `every export writes its header without rows`() throws {
        let catalogue = try Catalogue()
        try withTestDatabase { connection, _ in
            try connection.prepareSchema()
            let runner = try ReportRunner(connection)
            for export in catalogue.exports {
                var text = ""
                var writer = DelimitedWriter(.csv) { text += $0 }
                try runner.export(export.name, ReportRequest(), to: &writer)
                #expect(text == export.columns.map(\.name).joined(separator: ",") + "\n")
            }
        }
    }

    @Test func `handovers that no rate holds are told in a note`() throws {
        let setup = try String(
            contentsOf: ReportCase.folder.appending(path: "setup.sql"), encoding: .utf8)
        let given = """
            select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z', queue => 'q');
            select call('1', 'a', '2026-03-02 09:20Z', '2026-03-02 09:30Z');
            select call('2', 'b', '2026-03-09 09:20Z', '2026-03-09 09:30Z');
            """
        try withTestDatabase { connection, _ in
            try connection.prepareSchema()
            try connection.script(setup)
            try connection.script(given)
            let runner = try ReportRunner(connection)
            var request = ReportRequest()
            let note = "1 more handovers are in no rate: only a call tells their customer's number."

            #expect(try runner.report("handovers", request).notes.contains(note))
            request.by = ["queue"]
            #expect(try runner.report("handovers", request).notes.contains(note))
            request.denominator = .all
            #expect(try !runner.report("handovers", request).notes.contains(note))
        }
    }

    @Test func `a filter of a feed that nothing reads names the feed`() {
        #expect(throws: ReportError.missingFeed(option: "--team", feed: "agents")) {
            try ReportRequest.refuse(unsupported: "--team")
        }
    }

    @Test(arguments: [
        ("/pay", "^([^/]*\\/pay)$"), ("*.example/a?b", "^(.*\\.example\\/a.b)$"),
    ])
    func `page patterns match the path or the whole URL`(glob: String, regex: String) {
        #expect(PageGlob.regex([glob]) == regex.replacing("\\/", with: "/"))
    }
}
