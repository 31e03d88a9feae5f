/// A compressed stream that cannot be trusted (exit 65).
package struct DamagedArchive: Error, Sendable, Hashable {
    package var message: String

    package init(_ message: String) { self.message = message }
}

extension DamagedArchive {
    static var damaged: DamagedArchive {
        DamagedArchive("The compressed file is damaged; transfer it again.")
    }

    static var cut: DamagedArchive {
        DamagedArchive("The compressed file is cut; transfer it again.")
    }

    static var empty: DamagedArchive { DamagedArchive("The compressed file is empty.") }

    static var trailing: DamagedArchive {
        DamagedArchive("Other bytes follow the compressed data; transfer the file again.")
    }
}
