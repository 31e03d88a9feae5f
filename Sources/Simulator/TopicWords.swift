/// What the departments of the simulated chat and the queues of its switchboard have in common.
package enum TopicWords {
    /// As `journey topics map` reads it.
    package static var csv: String {
        let lines = Topic.allCases.flatMap { topic in
            [
                "zendesk-chat,\(topic.department),\(topic)", "asterisk-cdr,\(topic.queue),\(topic)",
            ]
        }
        return (["source,word,topic"] + lines).joined(separator: "\n") + "\n"
    }
}
