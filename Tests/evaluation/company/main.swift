// Simulates one company with chosen hazards; compiled together with Sources/Simulator.
// Arguments: folder, people, seed, then names of hazards (`all` for every one).

import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3, let people = Int(arguments[2]), let seed = UInt64(arguments[3]) else {
    print(HazardSet.named.map(\.name).joined(separator: "\n"))
    exit(arguments.isEmpty ? 0 : 64)
}

var hazards: HazardSet = []
for name in arguments.dropFirst(3) {
    guard let known = HazardSet.named.first(where: { $0.name == name })?.hazard else {
        guard name == "all" else { exit(64) }
        hazards = .all
        continue
    }
    hazards.formUnion(known)
}

let company = Company(configuration: Configuration(people: people, seed: seed, hazards: hazards))
let manifest = try company.write(to: URL(fileURLWithPath: arguments[1]))
for feed in manifest.feeds where !feed.files.isEmpty {
    print(([feed.connector] + feed.files.map(\.path)).joined(separator: "\t"))
}
