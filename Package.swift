// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .unsafeFlags(["-warnings-as-errors"]),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// A target of ours in `Sources/`; what it may depend on is held by `Tests/ArchitectureTests`.
func target(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path ?? "Sources/\(name)",
        exclude: path == nil ? [] : ["README.md", "samples"], swiftSettings: strict)
}

/// A C++ library behind a small `extern "C"` surface.
func shim(_ name: String, _ libraries: String...) -> Target {
    .target(
        name: name, cxxSettings: [.unsafeFlags(["-O2"])],
        linkerSettings: libraries.map { .linkedLibrary($0) })
}

/// A system library that Debian names `package`.
func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "journey",
    products: [.executable(name: "journey", targets: ["journey"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        system("CLibPQ", "libpq", "libpq-dev"),
        system("CCrypto", "libcrypto", "libssl-dev"),
        system("CZlib", "zlib", "zlib1g-dev"),
        system("CZstd", "libzstd", "libzstd-dev"),
        shim("CJSON", "simdjson"),
        shim("CPhoneNumber", "phonenumber", "protobuf"),
        shim("CRows"),

        target("JourneyModel", []),
        target(
            "ConnectorKit",
            [
                "JourneyModel", "CJSON", "CPhoneNumber", "CRows", "CCrypto", "CZlib", "CZstd",
            ]),
        target("WebConnectors", path: "connectors/Web", ["ConnectorKit", "JourneyModel"]),
        target("VoiceConnectors", path: "connectors/Voice", ["ConnectorKit", "JourneyModel"]),
        target("ChatConnectors", path: "connectors/Chat", ["ConnectorKit", "JourneyModel"]),
        target(
            "ConversionConnectors", path: "connectors/Conversions",
            ["ConnectorKit", "JourneyModel"]),
        target(
            "GenericConnectors", path: "connectors/Generic",
            ["ConnectorKit", "JourneyModel", yams]),
        target("IdentityResolution", ["JourneyModel"]),
        target("Statistics", []),
        target("Charts", []),
        target("Postgres", ["CLibPQ"]),
        .target(
            name: "Schema", path: "schema", exclude: ["README.md"], sources: ["Schema.swift"],
            resources: [
                .copy("migrations"), .copy("queries"), .copy("reports"), .copy("exports"),
            ],
            swiftSettings: strict),
        target("JourneyStore", ["JourneyModel", "Postgres", "Schema", "CCrypto"]),
        target(
            "Reports", ["JourneyModel", "Postgres", "Schema", "Statistics", "Charts"]),
        target("Simulator", []),
        target(
            "Pipeline",
            [
                "JourneyModel", "ConnectorKit", "WebConnectors", "VoiceConnectors",
                "ChatConnectors", "ConversionConnectors", "GenericConnectors",
                "IdentityResolution", "Postgres", "JourneyStore", "Schema", yams,
            ]),
        .executableTarget(
            name: "journey",
            dependencies: [
                "Pipeline", "Reports", "Simulator", "JourneyModel", "JourneyStore", "Postgres",
                argumentParser,
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "ParsingBenchmark", dependencies: ["Pipeline", "ConnectorKit", "JourneyModel"],
            path: "Benchmarks/Parsing", swiftSettings: strict),
        .executableTarget(
            name: "ResolutionBenchmark", dependencies: ["IdentityResolution", "JourneyModel"],
            path: "Benchmarks/Resolution", exclude: ["union_find.cpp"], swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Postgres"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(
            name: "ConnectorContract", dependencies: ["ConnectorKit", "JourneyModel"],
            path: "Tests/ConnectorContract", swiftSettings: strict),
        tests("JourneyModelTests", ["JourneyModel"]),
        tests("StatisticsTests", ["Statistics"]),
        tests("ChartsTests", ["Charts"]),
        tests("PostgresTests", ["Postgres", "TestSupport"]),
        tests("IdentityResolutionTests", ["IdentityResolution", "JourneyModel"]),
        tests("SimulatorTests", ["Simulator"]),
        tests("ConnectorKitTests", ["ConnectorKit", "JourneyModel"]),
        tests(
            "WebConnectorTests",
            [
                "WebConnectors", "ConversionConnectors", "ConnectorKit", "ConnectorContract",
                "JourneyModel",
            ]),
        tests(
            "VoiceConnectorTests",
            ["VoiceConnectors", "ConnectorKit", "ConnectorContract", "JourneyModel"]),
        tests(
            "ChatConnectorTests",
            ["ChatConnectors", "ConnectorKit", "ConnectorContract", "JourneyModel"]),
        tests(
            "ConversionConnectorTests",
            [
                "ConversionConnectors", "WebConnectors", "ConnectorKit", "ConnectorContract",
                "JourneyModel",
            ]),
        tests(
            "GenericConnectorTests",
            ["GenericConnectors", "ConnectorKit", "ConnectorContract", "JourneyModel"]),
        tests(
            "JourneyStoreTests",
            ["JourneyStore", "JourneyModel", "Postgres", "Schema", "TestSupport"]),
        tests(
            "PipelineTests",
            [
                "Pipeline", "JourneyStore", "JourneyModel", "ConnectorKit", "IdentityResolution",
                "Postgres", "Schema", "TestSupport",
            ]),
        tests(
            "ReportsTests",
            ["Reports", "Statistics", "JourneyModel", "Postgres", "Schema", "TestSupport"],
            exclude: ["cases"]),
        tests("ArchitectureTests", ["Pipeline", "Reports", "Schema", "JourneyModel", "Postgres"]),
        tests(
            "CommandTests",
            ["journey", "Pipeline", "JourneyStore", "Postgres", "TestSupport", "Simulator"],
            exclude: ["Files"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
