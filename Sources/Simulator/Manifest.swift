import Foundation

/// What was written, and how to load it.
package struct Manifest: Sendable, Hashable {
    /// Files of one source, to be loaded with one connector.
    package struct Feed: Sendable, Hashable {
        /// The connector's name, which is also the source's.
        package let connector: String
        /// In the order in which they are to be loaded.
        package let files: [URL]
    }

    package let folder: URL
    package let feeds: [Feed]
    package let timeZone: String
    package let region: String

    /// The simulated period, end exclusive.
    package let start: Date
    package let end: Date

    package let people: Int
    package let webEvents: Int
    package let chats: Int
    package let calls: Int
    package let orders: Int
    package let malformedLines: Int

    /// Bytes of all exports, without the truth.
    package let bytes: Int

    package var truth: URL { folder.appending(path: "truth") }

    package var summary: String {
        "\(people) people, \(webEvents) web events, \(chats) chats, \(calls) calls, \(orders) orders"
    }

    init(_ world: World, _ files: FileSet, folder: URL) {
        self.folder = folder
        timeZone = world.configuration.timeZone
        region = world.configuration.region
        start = Date(timeIntervalSince1970: TimeInterval(world.period.lowerBound / 1000))
        end = Date(timeIntervalSince1970: TimeInterval(world.period.upperBound / 1000))
        people = world.configuration.people
        webEvents = world.events.count
        chats = world.chats.count
        calls = world.calls.count
        orders = world.orders.count
        malformedLines = files.malformed.count
        let exports = files.names.filter { !$0.hasPrefix("truth/") }
        bytes = exports.reduce(0) { $0 + files.size($1) }
        func feed(_ connector: String, _ names: [String]) -> Feed {
            Feed(connector: connector, files: names.map { folder.appending(path: $0) })
        }
        func named(_ prefix: String) -> [String] { exports.filter { $0.hasPrefix(prefix) } }
        let reexports = ["orders.csv", "orders-late.csv", "orders-reexport.csv"]
        feeds = [
            feed("customers", ["customers.csv"]), feed("segment", named("web/")),
            feed("zendesk-chat", named("chat/")), feed("asterisk-cdr", named("voice/")),
            feed("orders", reexports.filter(files.contains)),
        ]
    }
}
