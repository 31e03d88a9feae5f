import ConnectorKit

/// A file of a connector's format, made from its sample: the same record again and again, each time
/// with other ids, numbers and times.
struct SampleFile {
    private let head: [UInt8]
    private let record: [UInt8]
    /// Where digits of ``record`` count the records.
    private var counters: [Range<Int>] = []

    /// - Parameter changes: Texts of the sample, and what stands there instead; `#` is a digit of
    ///   the record's number.
    init(_ description: ConnectorDescription, changes: [String: String]) {
        let lines = description.sample.split(separator: "\n").map { $0 + "\n" }
        // Of a stream of messages the first describes the records.
        let hasHead = lines.count > 1
        head = Array((hasHead ? lines[0] : "").utf8)
        var text = String(lines[hasHead ? 1 : 0])
        for (part, other) in changes { text = text.replacing(part, with: other) }
        record = Array(text.utf8)
        var at = 0
        while at < record.count {
            let end = record[at...].firstIndex { $0 != UInt8(ascii: "#") } ?? record.count
            if end > at { counters.append(at..<end) }
            at = end + 1
        }
    }

    /// At least `count` bytes.
    func bytes(_ count: Int) -> [UInt8] {
        var bytes = head
        bytes.reserveCapacity(count + record.count)
        var number = 0
        while bytes.count < count {
            let start = bytes.count
            bytes += record
            for counter in counters {
                var rest = number
                for place in counter.reversed() {
                    bytes[start + place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
            }
            number += 1
        }
        return bytes
    }
}

extension SampleFile {
    /// What differs from record to record, by connector: ids, 10,000 telephone numbers, and times.
    static let changes: [String: [String: String]] = [
        "segment": [
            "7f0c2a": "#######", "1f6a3e5b7c90": "1f6a3e######", "09:15:0": "09:1#:0",
        ],
        "snowplow": [
            "c6ef3124-b53a-4b13-a233-0088f79dcbcb": "c6ef3124-b53a-4b13-a233-00888#######",
            "325c49733607": "325c49######", "09:15:0": "09:1#:0", "C-204": "C-#####",
        ],
        "access-log": ["203.0.113.7": "203.0.1##.7#", "10:15:02": "10:1#:0#", "5316": "5###"],
        "asterisk-cdr": [
            "1768210200.65": "1768######.65", ",130": ",#######", "0123": "####",
            ":30:00": ":3#:0#", ":30:24": ":3#:2#", ":34:24": ":3#:5#", "0000004": "##0000",
        ],
        "asterisk-queue-log": [
            "1768210205": "1768######", "1768210200.65": "1768######.65", "0123": "####",
        ],
        "amazon-connect": [
            "0d6c7a5b1e01": "0d6c7#######", "0123\"": "####\"", "C-10422": "C-#####",
        ],
        "zendesk-chat": [
            "10414779": "1#######", "45678": "#####", "ann.lee": "a#####", "09:30": "09:3#",
        ],
        "orders": [
            "A-1001": "A-#######", "C-204": "C-#####", "5012": "####", "lea.roth": "l#####",
            "10:12": "10:1#",
        ],
        "customers": ["C-204": "C-#######", "5012": "####", "lea.roth": "l#######"],
        "mapped": ["8841": "#######", "lea.roth": "l#####", "09:12": "09:1#"],
        "singer": ["CA17": "CA#######", "5012": "####", "09:12": "09:1#"],
        "number-pool": ["0114": "####", "5c2a77": "######", "09:58": "09:5#"],
        "surveys": ["2403.1": "2403.#######", "10:20": "10:2#"],
        "agents": ["P-17": "P-#######", "7711234": "#######"],
        "agent-state": ["7711234": "#######", "08:00:00": "08:0#:0#"],
        "calendar": ["08:00:00": "08:0#:0#", "2024-03-04T18": "2025-03-1#T18"],
        "costs": ["Billing": "Team #######", "34.50": "34.##"],
        "segments": ["C-204": "C-#######"],
        "experiments": ["5c2a77": "######", "09:58:11": "09:5#:1#"],
        "invites": ["5c2a77": "######", "09:58:11": "09:5#:1#"],
        "reviews": ["R-1": "R-#######", "2403.1": "2403.#######"],
    ]

    /// Options without which a connector reads nothing.
    static let options: [String: [String: String]] = [
        "mapped": ["mapping": mapping], "singer": ["tap": "twilio"],
    ]

    private static let mapping = """
        format: csv
        record: chat
        time_format: dd/MM/yyyy HH:mm:ss
        fields:
          id: Chat Reference
          started_at: Started
          ended_at: Ended
          agent: Operator
          queue: Department
          outcome: {from: Result, values: {Answered: handled}}
        identifiers:
          - {kind: email, from: Visitor Email}
        """
}
