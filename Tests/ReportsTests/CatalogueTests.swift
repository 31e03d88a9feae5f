import Foundation
import Schema
import Testing

@testable import Reports

@Suite struct `The catalogue` {
    @Test func `holds every file of both folders`() throws {
        let files =
            try Schema.names(in: "reports").map { "reports/\($0)" }
            + Schema.names(in: "exports").map { "exports/\($0)" }

        let catalogue = try Catalogue()

        #expect(catalogue.paths == files.sorted())
    }

    @Test func `lists reports and exports under the names of the contract`() throws {
        let catalogue = try Catalogue()

        #expect(
            catalogue.reports.map(\.name) == [
                "conversions", "handovers", "repeats", "trigger-pages",
            ])
        #expect(
            catalogue.exports.map(\.name) == [
                "contacts", "conversions", "credits", "handovers", "identifiers", "identities",
                "journeys",
            ])
    }

    @Test(arguments: [
        (
            "handovers",
            "chat_source,chat_id,call_source,call_id,person_id,kind,basis,probability,"
                + "gap_seconds,chat_started_at,chat_ended_at,call_started_at,chat_outcome,"
                + "call_outcome,chat_page,chat_queue,call_queue,chat_agent,call_agent,topic,"
                + "initiated_by,brand,in_hours"
        ),
        (
            "repeats",
            "first_source,first_id,next_source,next_id,person_id,basis,probability,gap_seconds,"
                + "same_topic,first_channel,next_channel,first_agent,first_queue,topic,is_handover"
        ),
        (
            "conversions",
            "chat_source,chat_id,conversion_source,conversion_id,person_id,basis,probability,"
                + "gap_seconds,amount,currency,model,credit"
        ),
    ])
    func `details have the columns of the contract`(report: String, columns: String) throws {
        let catalogue = try Catalogue()

        let detail = try catalogue.detail(of: catalogue.report(report))

        #expect(detail.columns.map(\.name).joined(separator: ",") == columns)
    }

    @Test(arguments: [
        ("identities", "source,channel,record_id,person_id,basis,probability"),
        (
            "contacts",
            "source,channel,record_id,person_id,session_id,direction,initiated_by,started_at,"
                + "answered_at,ended_at,queue,agent,team,brand,topic,outcome,dropped,bot,in_hours,"
                + "chain_id,transferred_to,wait_seconds,first_response_seconds,talk_seconds,"
                + "hold_seconds,wrap_seconds,handle_seconds,concurrent_handle_seconds,page,device,"
                + "campaign,language,csat,nps"
        ),
        (
            "credits",
            "conversion_source,conversion_id,model,touch_channel,touch_source,touch_id,"
                + "touched_at,credit,amount_credited,currency"
        ),
        (
            "journeys",
            "journey_id,person_id,started_at,ended_at,step,channel,source,record_id,page,queue,"
                + "topic,outcome"
        ),
        ("identifiers", "person_id,kind,value,first_seen,last_seen,basis"),
    ])
    func `exports have the columns of the contract`(export: String, columns: String) throws {
        let file = try Catalogue().export(export)

        #expect(file.columns.map(\.name).joined(separator: ",") == columns)
    }

    @Test func `variants have the columns of the export they vary`() throws {
        let catalogue = try Catalogue()

        let plain = try catalogue.export("identifiers")
        let hashed = try #require(catalogue.withoutPersonalData(plain))
        let events = try catalogue.export("identities", variant: "events")

        #expect(hashed.columns.map(\.name) == plain.columns.map(\.name))
        let identities = try catalogue.export("identities")
        #expect(events.columns.map(\.name) == identities.columns.map(\.name))
    }

    @Test func `every report says what it answers and how it counts`() throws {
        for report in try Catalogue().reports {
            #expect(!report.title.isEmpty && !report.answers.isEmpty && !report.grain.isEmpty)
            #expect(!report.definition.isEmpty && !report.date.isEmpty)
            #expect(report.columns.allSatisfy { !$0.meaning.isEmpty })
        }
    }

    @Test func `an unknown name is answered with the known ones`() throws {
        let catalogue = try Catalogue()

        #expect(throws: ReportError.self) { try catalogue.report("handover") }
        #expect(
            throws: ReportError.unknownExport("nope", known: catalogue.exports.map(\.name))
        ) {
            try catalogue.export("nope")
        }
        #expect(throws: ReportError.self) { try catalogue.export("handovers", variant: "events") }
    }
}
