import Foundation
import JourneyStore

/// Creates or upgrades the schema of a workspace; safe to repeat.
package struct Installer {
    package struct Outcome: Sendable, Hashable {
        /// Steps of the schema that were taken now.
        package var migrations: [String]
        /// Where a hashing key was made now. It must be backed up: without it no new data fits the
        /// old.
        package var newKeyPath: String?
        package var site: InstallationStore.Site
    }

    private let workspace: Workspace

    /// - Parameter workspace: Opened for ``Workspace/Access/initialise``.
    package init(_ workspace: Workspace) { self.workspace = workspace }

    /// - Parameter site: What is given replaces what was set before.
    package func run(site: InstallationStore.Site = .init()) throws -> Outcome {
        try validate(site)
        try checkKeyOfExisting()
        let migrations = try workspace.migrator().migrate()
        let store = InstallationStore(workspace.connection, schema: workspace.schema)
        let path = workspace.keyPath
        var newKeyPath: String?
        let key: HashingKey
        if try store.site() == nil {
            if !FileManager.default.fileExists(atPath: path) { newKeyPath = path }
            key = try HashingKey.create(path)
        } else {
            key = try HashingKey.load(path)
        }
        try store.install(key, site: site, programVersion: workspace.options.programVersion)
        return Outcome(
            migrations: migrations, newKeyPath: newKeyPath, site: try store.site() ?? site)
    }

    /// Nothing may be written under another key, not even an upgrade.
    private func checkKeyOfExisting() throws {
        let store = InstallationStore(workspace.connection, schema: workspace.schema)
        do {
            try workspace.migrator().check()
        } catch StoreError.uninitialised {
            return
        } catch StoreError.olderSchema {
            // The steps so far hold the installation, or their first attempt was cut off.
        }
        if try store.site() != nil { try store.check(try HashingKey.load(workspace.keyPath)) }
    }

    private func validate(_ site: InstallationStore.Site) throws(Failure) {
        if let zone = site.timeZone, TimeZone(identifier: zone) == nil {
            throw Failure(
                exitCode: 78, message: "\(zone) is no time zone",
                advice: "Use an IANA name such as Europe/Berlin.")
        }
        try PhoneRegion.check(site.region)
    }
}
