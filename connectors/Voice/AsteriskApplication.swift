/// What the last application of a leg does with a caller.
enum AsteriskApplication: Sendable, Hashable {
    case queue, voicemail
    /// Rings or joins somebody: `Dial`, `Bridge`, `ConfBridge`, …
    case connects
    /// Plays to the caller, reads digits or runs a script.
    case menu
    /// Anything else, `Hangup` most of all.
    case other

    init(_ name: String) {
        let folded = name.lowercased()
        if folded == "queue" || folded == "appqueue" {
            self = .queue
        } else if folded.hasPrefix("voicemail") || folded.hasPrefix("minivm") {
            self = .voicemail
        } else if Self.connecting.contains(folded) {
            self = .connects
        } else if Self.menus.contains(folded) || folded.hasPrefix("say") {
            self = .menu
        } else {
            self = .other
        }
    }

    /// A caller without a number is in it, so somebody rang in.
    var servesCallers: Bool { self == .queue || self == .voicemail || self == .menu }

    private static let connecting: Set<String> = [
        "", "dial", "appdial", "appdial2", "retrydial", "bridge", "transferred call", "pickup",
        "directedpickup", "page", "followme", "confbridge", "meetme", "parkedcall", "park",
        "agentrequest", "agentlogin", "originate", "chanspy", "stasis",
    ]
    private static let menus: Set<String> = [
        "background", "backgrounddetect", "playback", "controlplayback", "read", "waitexten",
        "wait", "agi", "eagi", "deadagi", "fastagi", "speechbackground", "musiconhold", "directory",
        "record", "ivr", "playtones", "waitforsilence", "privacymanager",
    ]
}
