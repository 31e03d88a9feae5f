import ConnectorKit
import JourneyModel
import Testing

@testable import VoiceConnectors

@Suite struct `Direction of calls` {
    private func direction(
        _ options: [String: String] = [:], _ change: (inout CallRow) -> Void
    ) throws -> Direction {
        try CallRecords([CallRow.full(change)], options: options).leg.direction
    }

    @Test(arguments: ["600", "1001", "s", "h", "i", "support", "*97"])
    func `an external caller into an extension, queue or dialplan place is inbound`(
        dst: String
    ) throws {
        #expect(try direction { $0.dst = dst } == .inbound)
    }

    @Test(arguments: ["anonymous", "Restricted", "unknown", "266696687", "7378742833"])
    func `a withheld caller is inbound without a customer`(src: String) throws {
        let records = try CallRecords([CallRow.full { $0.src = src }])

        #expect(try records.leg.direction == .inbound)
        #expect(records.batch.evidence.isEmpty)
    }

    @Test func `an extension that dials outside is outbound to its customer`() throws {
        let records = try CallRecords([
            CallRow.full { row in
                row.src = "1001"
                row.dst = "01715550123"
                row.channel = "PJSIP/1001-0000002a"
                row.dstchannel = "PJSIP/trunk-0000002b"
                row.lastapp = "Dial"
                row.clid = "\"Agent Smith\" <1001>"
            }
        ])

        let leg = try records.leg
        #expect(leg.direction == .outbound)
        #expect(leg.agent == "1001")
        #expect(leg.dialled == nil)
        #expect(records.identifiers(.phone) == ["+491715550123"])
        #expect(records.identifiers(.name).isEmpty)
    }

    @Test func `between extensions is internal and names nobody`() throws {
        let records = try CallRecords([
            CallRow.full { row in
                row.src = "1001"
                row.dst = "1002"
                row.userfield = "code:ABC12"
            }
        ])

        #expect(try records.leg.direction == .internal)
        #expect(records.batch.evidence.isEmpty)
    }

    @Test func `a number of the company is never the customer`() throws {
        let own = ["own_numbers": "030 1234567, +49 30 7654321"]

        let outgoing = try CallRecords(
            [
                CallRow.full { row in
                    row.src = "+49301234567"
                    row.dst = "01715550123"
                }
            ], options: own)
        let incoming = try CallRecords([CallRow.full { $0.dst = "0307654321" }], options: own)

        #expect(try outgoing.leg.direction == .outbound)
        #expect(outgoing.identifiers(.phone) == ["+491715550123"])
        #expect(try incoming.leg.direction == .inbound)
        #expect(incoming.identifiers(.phone) == ["+491715550123"])
    }

    @Test func `between outsiders the application and the channels decide`() throws {
        func between(_ change: (inout CallRow) -> Void) throws -> Direction {
            try direction { row in
                row.dst = "0307654321"
                row.lastapp = "Dial"
                row.channel = "PJSIP/a1-0000002a"
                row.dstchannel = "PJSIP/b1-0000002b"
                change(&row)
            }
        }

        #expect(try between { $0.lastapp = "Queue" } == .inbound)
        #expect(try between { $0.channel = "PJSIP/1001-0000002a" } == .outbound)
        #expect(try between { $0.dstchannel = "SIP/1001-0000002a" } == .inbound)
        #expect(try between { _ in } == .unknown)
    }

    @Test func `nobody to be seen is inbound only where callers get to`() throws {
        func without(_ change: (inout CallRow) -> Void) throws -> Direction {
            try direction { row in
                row.src = ""
                row.lastapp = "Dial"
                row.channel = "Local/600@x-00000001;1"
                change(&row)
            }
        }

        #expect(try without { $0.lastapp = "Queue" } == .inbound)
        #expect(try without { $0.lastapp = "VoiceMail" } == .inbound)
        #expect(try without { $0.lastapp = "BackGround" } == .inbound)
        #expect(try without { $0.channel = "DAHDI/i1/49301-4" } == .inbound)
        #expect(try without { _ in } == .unknown)
    }

    @Test(arguments: ["30000-39999", "3XXXX", "_3XXXX", "_3.", "_[1-3]ZXXX", "^3\\d{4}$", "31234"])
    func `long extensions are named by internal`(pattern: String) throws {
        let options = ["internal": "1000-1999,\(pattern)"]
        let internalOptions = pattern.contains("^") ? ["internal": pattern] : options

        let found = try direction(internalOptions) { row in
            row.src = "31234"
            row.dst = "01715550123"
        }

        #expect(found == .outbound)
    }

    @Test func `a long number inside internal is no customer`() throws {
        let options = ["internal": "49301234000-49301234999"]

        #expect(
            try direction(options) { row in
                row.src = "49301234567"
                row.dst = "1001"
            } == .internal)
    }

    @Test func `direction is set for all calls or by context`() throws {
        #expect(try direction(["direction": "outbound"]) { _ in } == .outbound)
        let byContext = ["direction": "from-trunk:internal,sales:outbound"]
        #expect(try direction(byContext) { _ in } == .internal)
        #expect(try direction(byContext) { $0.dcontext = "sales" } == .outbound)
        #expect(try direction(byContext) { $0.dcontext = "other" } == .inbound)
    }

    @Test func `a digit for an outside line is cut off the customer's number`() throws {
        let records = try CallRecords(
            [
                CallRow.full { row in
                    row.src = "1001"
                    row.dst = "001715550123"
                }
            ], options: ["trunk_prefix": "0"])

        #expect(records.identifiers(.phone) == ["+491715550123"])
    }

    @Test(arguments: [
        ["direction": "sideways"], ["direction": "ctx:unknown"], ["internal": "1999-1000"],
        ["internal": "10-1999"], ["internal": "^("], ["internal": "1X[2"], ["internal": "abc"],
        ["columns": "src,dst"], ["columns": "src,dst,start,disposition,colour"],
        ["columns": "src,src,dst,start,disposition"], ["gmt": "maybe"], ["trunk_prefix": "x"],
        ["accountcode": "yes"],
    ])
    func `an option that cannot be used is refused`(options: [String: String]) {
        #expect(throws: SettingError.self) { try CallRecords([], options: options) }
    }

    @Test func `an unknown option is a wrong command`() {
        do {
            _ = try AsteriskCDR(
                settings: .init(name: "p", timeZone: "UTC", options: ["colour": "red"]))
            Issue.record("the option was taken")
        } catch { #expect(error.isUnknownOption) }
    }
}
