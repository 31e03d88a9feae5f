import ConnectorContract
import ConnectorKit
import ConversionConnectors
import JourneyModel
import Testing

@Suite struct `Order feeds` {
    private func load(_ text: String, zone: String? = nil) throws -> RecordBatch {
        let settings = SourceSettings(name: "orders", timeZone: zone, region: "DE")
        return try ConnectorRun.load(
            Orders.self, try Orders(settings: settings), bytes: Array(text.utf8))
    }

    private func reject(_ row: String, zone: String? = nil) throws -> Rejection? {
        try load("order_id,amount,currency,created_at,refunded_amount\n\(row)\n", zone: zone)
            .rejections.first?.rejection
    }

    @Test func `are read from columns in any order`() throws {
        let batch = try load(
            """
            extra,created_at,amount,phone,order_id,currency,account_id,email,status,channel
            x,2024-03-04T10:00:00+01:00,129.9,030 23125012,A-1,eur,C-1,A@b.de,Paid,WEB
            """)

        let order = try #require(batch.conversions.first)
        #expect(order.id == "A-1")
        #expect(order.amount == 1_299_000)
        #expect(order.currency == "EUR")
        #expect(order.convertedAt == Timestamp(seconds: 1_709_542_800))
        #expect(order.status == "paid")
        #expect(order.salesChannel == "web")
        #expect(order.goal == "sale")
        #expect(
            batch.evidence.map(\.identifier) == [
                Identifier(.account, normalized: "C-1"), Identifier(.email, normalized: "a@b.de"),
                Identifier(.phone, normalized: "+493023125012"),
                Identifier(.order, normalized: "A-1"),
            ])
        #expect(
            batch.evidence.allSatisfy { $0.subject == .conversion(id: "A-1") && $0.role == .own })
    }

    @Test func `are read from JSON with the same names`() throws {
        let batch = try load(
            """
            {"order_id":7,"amount":0.1,"currency":"EUR","created_at":"2024-03-04T09:00:00Z"}
            {"order_id":"8","amount":"5","created_at":"2024-03-04T09:00:00Z"}
            {"order_id":9,"amount":123456789012.34567,"currency":"EUR","created_at":"2024-03-04T09:00:00Z"}
            """)
        #expect(batch.conversions.map(\.id) == ["7"])
        #expect(batch.conversions.map(\.amount) == [1_000])
        #expect(batch.rejections.map(\.rejection.field) == ["currency", "amount"])
    }

    @Test(arguments: [
        ("A,-1,EUR,2024-03-04T09:00:00Z,", Rejection.Reason.badValue, "amount"),
        ("A,,EUR,2024-03-04T09:00:00Z,", .missingField, "amount"),
        ("A,\"1.234,56\",EUR,2024-03-04T09:00:00Z,", .badNumber, "amount"),
        ("A,1.23456,EUR,2024-03-04T09:00:00Z,", .badNumber, "amount"),
        ("A,1,EURO,2024-03-04T09:00:00Z,", .badValue, "currency"),
        ("A,1,EUR,2024-03-04T09:00:00Z,-2", .badValue, "refunded_amount"),
        ("A,1,EUR,2024-03-04,", .badTime, "created_at"),
        ("A,1,EUR,2024-03-04 09:00:00,", .badTime, "created_at"),
        ("null,1,EUR,2024-03-04T09:00:00Z,", .missingField, "order_id"),
        ("n/a,1,EUR,2024-03-04T09:00:00Z,", .badValue, "order_id"),
        ("A,1,EUR,2024-03-04T09:00:00Z", .fieldCount, ""),
        ("A,\"1,EUR,2024-03-04T09:00:00Z,", .openQuote, ""),
    ])
    func `that are wrong say why`(row: String, reason: Rejection.Reason, field: String) throws {
        let rejection = try reject(row)
        #expect(rejection?.reason == reason)
        #expect(rejection?.field == field)
    }

    @Test func `take local times in the source's zone`() throws {
        let zone = "Europe/Berlin"
        #expect(
            try reject("A,1,EUR,2024-03-31 02:30:00,", zone: zone)?.reason == .nonexistentLocalTime)
        let text = "order_id,amount,currency,created_at\nA,1,EUR,2024-10-27 02:30:00\n"
        #expect(
            try load(text, zone: zone).conversions.map(\.convertedAt)
                == [Timestamp(seconds: 1_729_989_000)])
    }

    @Test func `a file without a required column is not this format`() throws {
        #expect(throws: FormatMismatch("The header lacks the required column currency.")) {
            try load("order_id,amount,created_at\nA,1,2024-03-04T09:00:00Z\n")
        }
    }

    @Test func `an option that does not exist is refused`() {
        let settings = SourceSettings(name: "orders", options: ["x": "1"])
        #expect(throws: SettingError.self) { try Orders(settings: settings) }
        let zone = SourceSettings(name: "orders", timeZone: "Mars/Base")
        #expect(throws: SettingError.self) { try Customers(settings: zone) }
    }
}

@Suite struct `Customer master` {
    private func load(_ rows: String, zone: String? = nil) throws -> RecordBatch {
        let header = "account_id,email,phone,phone2,last_name,valid_from,valid_to,updated_at\n"
        let settings = SourceSettings(name: "customers", timeZone: zone, region: "DE")
        return try ConnectorRun.load(
            Customers.self, try Customers(settings: settings), bytes: Array((header + rows).utf8))
    }

    @Test func `dated rows of one account stay apart`() throws {
        let batch = try load(
            """
            C-1,a@b.de,030 23125012,0171 2345678,Roth,2023-01-01,2024-01-01,
            C-1,a@b.de,,,Roth,2024-01-01,,2024-02-01T00:00:00Z
            """)

        let subjects = Set(batch.evidence.map(\.subject))
        #expect(
            subjects == [
                .customer(id: "C-1#2023-01-01T00:00:00Z"),
                .customer(id: "C-1#2024-01-01T00:00:00Z"),
            ])
        #expect(batch.customers.map(\.account) == ["C-1", "C-1"])
        let first = batch.evidence.filter { $0.record == 0 }
        #expect(first.map(\.identifier.kind) == [.account, .email, .phone, .phone, .name])
        #expect(
            first.allSatisfy {
                $0.role == .master && $0.validTo == Timestamp(seconds: 1_704_067_200)
            })
        #expect(first.allSatisfy { $0.seenAt == Timestamp(seconds: 1_672_531_200) })
    }

    @Test func `undated rows have no time`() throws {
        let batch = try load("C-2,a@b.de,,,,,,\nC-3,c@d.de,,,,,,2024-02-01T00:00:00Z\n")
        #expect(batch.customers.map(\.seenAt) == [nil, Timestamp(seconds: 1_706_745_600)])
        #expect(batch.evidence.first?.subject == .customer(id: "C-2"))
    }

    @Test func `dates begin at midnight of the source's zone`() throws {
        let batch = try load("C-2,a@b.de,,,,2024-03-04,,\n", zone: "Europe/Berlin")
        #expect(batch.customers.map(\.seenAt) == [Timestamp(seconds: 1_709_506_800)])
        // Midnight was skipped on this day.
        let gap = try load("C-2,a@b.de,,,,2018-11-04,,\n", zone: "America/Sao_Paulo")
        #expect(gap.customers.map(\.seenAt) == [Timestamp(seconds: 1_541_300_400)])
    }

    @Test func `a row that names nobody or ends before it starts is refused`() throws {
        let batch = try load("unknown,,,,,,,\nC-1,,,,,2024-02-01,2024-01-01,\n,,,,,,,\n")
        #expect(
            batch.rejections.map(\.rejection.field) == ["account_id", "valid_to", "account_id"])
        #expect(batch.customers.isEmpty)
        #expect(batch.evidence.isEmpty)
    }
}
