import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Files in other encodings` {
    private static let orders = """
        order_id,amount,currency,created_at,channel
        oä1,5,EUR,2024-01-01T00:00:00Z,Lädchen €
        o2,five,EUR,2024-01-01T00:00:00Z,ü
        o3,7,EUR,2024-01-01T00:00:00Z,\u{1F6D2}

        """

    private static func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
        Array(try #require(text.data(using: encoding)))
    }

    private static func ids(_ fixture: IngestFixture) throws -> String? {
        try fixture.workspace.connection.value(
            "select string_agg(conversion_id, ' ' order by conversion_id) from conversion")
    }

    @Test(arguments: [true, false], [true, false])
    func `UTF-16 is known by its mark, else declared`(isBigEndian: Bool, isMarked: Bool) throws {
        try IngestFixture.with { fixture in
            let name: String.Encoding = isBigEndian ? .utf16BigEndian : .utf16LittleEndian
            let mark: [UInt8] = isBigEndian ? [0xfe, 0xff] : [0xff, 0xfe]
            let path = try fixture.write(
                "a.csv", (isMarked ? mark : []) + Self.bytes(Self.orders, name))

            let report = try fixture.ingest([path], as: "orders") {
                if !isMarked { $0.settings.encoding = .utf16 }
            }

            #expect(report.total.accepted == 2 && report.total.rejected == 1)
            #expect(try Self.ids(fixture) == "o3 oä1")
            #expect(
                try fixture.workspace.connection.value(
                    "select sales_channel from conversion where conversion_id = 'oä1'")
                    == "lädchen €")
            // Places are those of the text as UTF-8, the mark included.
            let text = Array(((isMarked ? "\u{FEFF}" : "") + Self.orders).utf8)
            let reject = try #require(try Rejects(fixture.workspace).show("").first)
            let start = Int(reject.byteOffset)
            #expect(Array(text[start..<start + reject.raw.count]) == reject.raw)
            #expect(reject.line == 3)
        }
    }

    @Test func `Windows-1252 and Latin-1 are declared`() throws {
        try IngestFixture.with { fixture in
            let text = Self.orders.replacing("\u{1F6D2}", with: "x")
            let windows = try fixture.write("w.csv", Self.bytes(text, .windowsCP1252))
            let latin = try fixture.write(
                "l.csv", Self.bytes(text.replacing("€", with: "E"), .isoLatin1))

            let ofWindows = try fixture.ingest([windows], as: "orders") {
                $0.settings.encoding = .windows1252
            }
            let ofLatin = try fixture.ingest([latin], as: "orders") {
                $0.settings.encoding = .latin1
            }

            #expect(ofWindows.total.accepted == 2 && ofLatin.total.rejected == 1)
            #expect(try Self.ids(fixture) == "o3 oä1")
        }
    }

    @Test func `a byte without a character rejects its record only`() throws {
        try IngestFixture.with { fixture in
            let text = Self.orders.replacing("\u{1F6D2}", with: "x").replacing("five", with: "5")
            var bytes = try Self.bytes(text, .windowsCP1252)
            let place = try #require(bytes.firstIndex(of: 0xfc))
            bytes[place] = 0x81
            let path = try fixture.write("a.csv", bytes)

            let report = try fixture.ingest([path], as: "orders") {
                $0.settings.encoding = .windows1252
            }

            #expect(report.total.accepted == 2)
            #expect(report.files[0].rejects.map(\.reason) == [.badEncoding])
            let letter = try #require(text.firstIndex(of: "ü"))
            let offset = text[..<letter].utf8.count
            #expect(report.files[0].rejects[0].message.hasPrefix("Byte \(offset) "))
        }
    }

    @Test(arguments: ["notes", "orders", "zendesk-chat"])
    func `invalid UTF-8 is a reject in lines, rows and JSON, with its place`(
        connector: String
    ) throws {
        try IngestFixture.with { fixture in
            let good: [String]
            switch connector {
            case "orders":
                good = [
                    "order_id,amount,currency,created_at", "o1,5,EUR,2024-01-01T00:00:00Z",
                    "o2,5,EUR,2024-01-01T00:00:00Z",
                ]
            case "notes": good = ["c0 a b", "c1 ann a@shop.example", "c2 bob b@shop.example"]
            default:
                good = (0..<3).map { #"{"id":"z\#($0)","timestamp":"2026-01-12T09:00:00Z"}"# }
            }
            var bytes = Array((good.joined(separator: "\n") + "\n").utf8)
            let last = try #require(bytes.lastIndex(of: UInt8(ascii: "2")))
            bytes[last] = 0xe4
            let path = try fixture.write("a.txt", bytes)

            let report = try fixture.ingest([path], as: connector)

            #expect(report.files[0].rejects.map(\.reason) == [.badEncoding])
            #expect(report.files[0].rejects.first?.message.hasPrefix("Byte \(last) ") == true)
            #expect(report.total.accepted == report.total.read - 1)
        }
    }

    @Test func `a file that looks like UTF-16 says so`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.csv", Self.bytes(Self.orders, .utf16LittleEndian))

            let report = try fixture.ingest([path], as: "orders")

            #expect(report.exitCode == 65)
            #expect(report.files[0].failure?.advice.contains("--encoding utf-16") == true)
        }
    }
}
