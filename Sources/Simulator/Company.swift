import Foundation

/// A simulated company with web shop, chat and telephone, and the exports that it would hand over.
///
/// Everything follows from the configuration: no clock, no locale and no order of hash tables has
/// a say, so equal configurations write equal bytes.
package struct Company: Sendable {
    private let configuration: Configuration

    package init(configuration: Configuration) { self.configuration = configuration }

    /// Simulates and writes all exports and the truth into `folder`, which is created if needed.
    ///
    /// - Throws: ``SimulatorError`` for a configuration that makes no sense, else what the file
    ///   system says.
    @discardableResult
    package func write(to folder: URL) throws -> Manifest {
        let (world, files) = try simulate()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try files.write(to: folder)
        return Manifest(world, files, folder: folder)
    }

    /// Simulates without touching the disk.
    func simulate() throws(SimulatorError) -> (world: World, files: FileSet) {
        let (zone, plan) = try configuration.checked()
        var world = World(configuration: configuration, zone: zone, plan: plan)
        world.run()
        var files = FileSet()
        var web = SegmentWriter(world)
        web.write(to: &files)
        var voice = AsteriskWriter(world)
        voice.write(to: &files)
        var chat = ZendeskWriter(world)
        chat.write(to: &files)
        var shop = ShopWriter(world)
        shop.writeOrders(to: &files)
        shop.writeCustomers(to: &files)
        TruthWriter(world).write(to: &files)
        return (world: world, files: files)
    }
}
