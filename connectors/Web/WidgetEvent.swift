import ConnectorKit

/// Events of a chat widget, which carry the id that the chat tool gave the chat.
enum WidgetEvent {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The chat's id among the properties of an event whose name speaks of a chat.
    static func chatID(name: Bytes, properties: JSONValue) -> String? {
        guard ByteText.contains(name, "chat") else { return nil }
        for member in members {
            if let id = properties[member]?.nonEmpty?.text { return id }
        }
        return nil
    }

    private static let members: [StaticString] = [
        "conversation_id", "conversationId", "chat_id", "chatId",
    ]
}
