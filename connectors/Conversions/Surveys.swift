import ConnectorKit
import JourneyModel

/// What customers answered when asked about a contact.
package struct Surveys: FeedConnector {
    private static let positiveOption = "positive_from"

    package static let description = ConnectorDescription(
        name: "surveys",
        channel: .feed,
        framing: .table,
        summary:
            "Answers to surveys about a contact; asked without answer gives the response rate.",
        key: "contact_source, contact_id and kind",
        options: [
            .init(
                positiveOption,
                "the lowest csat score that means satisfied, such as 4; else the upper quarter of"
                    + " the scale does")
        ],
        sample: """
            contact_source,contact_id,kind,scale,score,comment,asked_at,answered_at
            zendesk-chat,2403.1,csat,1-5,4,"Quick, thank you",2024-03-04T10:20:00Z,\
            2024-03-04T10:25:00Z
            """, resumption: .anywhere
    )

    package static let feed = Feed.surveys
    package let base: FeedBase
    private let positiveFrom: Int64?

    package init(base: FeedBase) throws(SettingError) {
        self.base = base
        guard let text = base.settings.options[Self.positiveOption] else {
            positiveFrom = nil
            return
        }
        guard let value = Decimal64(text, decimals: 4) else {
            throw SettingError("positive_from is not a number; write 4")
        }
        positiveFrom = value.units
    }

    package func complete(_ row: inout FeedRow) throws(Rejection) {
        let kind = row.text("kind") ?? "csat"
        row["kind"] = .text(kind)
        let scale = try SurveyScale(row.text("scale"), kind: kind)
        guard let score = row.number("score") else { return }
        guard scale.contains(score) else {
            throw Rejection(
                .badValue, field: "score",
                "score lies outside the scale \(scale); name the right one in scale, such as 1-10.")
        }
        switch kind {
        case "csat":
            row["csat"] = .number(scale.isPositive(score, from: positiveFrom) ? 10_000 : 0)
        case "nps":
            guard score % 10_000 == 0 else {
                throw Rejection(.badNumber, field: "score", "An nps score is a whole number.")
            }
            row["nps"] = .number(score)
        default: break
        }
    }
}
