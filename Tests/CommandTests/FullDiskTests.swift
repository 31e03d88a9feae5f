import Foundation
import Postgres
import Testing

@Suite struct `A full disk` {
    @Test func `under standard output, a file or a device is 74, and no file stays`() throws {
        try Workshop.withDatabase { journey, _ in
            #expect(try journey("init").status == 0)
            let header = "order_id,amount,currency,created_at\n"
            let rows = (1...50).map { "o-\($0),5,EUR,2026-01-13T08:00:00Z\n" }.joined()
            #expect(try journey("ingest", "orders", "-", input: header + rows).status == 0)

            let reply = try journey.shell(
                """
                trap '' XFSZ
                ln -s /dev/full full
                status() { "$@" && echo 0 || echo $?; }
                (ulimit -f 1; status journey export --canonical --output file.txt)
                status journey export conversions --output full
                (journey export conversions > /dev/full && echo 0 || echo $?)
                test -c full && ls -1
                """)

            let words = reply.output.split(separator: "\n").map(String.init)
            #expect(words == ["74", "74", "74", "data", "full"], "\(reply.messages)")
        }
    }

    @Test func `of the server is 74, loads no half batch, and the next load completes`() throws {
        try Workshop.withDatabase { journey, database in
            #expect(try journey("init").status == 0)
            try database.script(
                """
                create function journey.full() returns trigger language plpgsql as $$
                begin
                    raise 'could not extend file: No space left on device' using errcode = '53100';
                end $$;
                create trigger full_disk after insert on journey.conversion
                for each row when (new.conversion_id = 'o-2') execute function journey.full();
                """)
            let text =
                "order_id,amount,currency,created_at\n"
                + "o-1,5,EUR,2026-01-13T08:00:00Z\no-2,5,EUR,2026-01-13T08:00:00Z\no-3,x,EUR,\n"

            let full = try journey("ingest", "orders", "-", input: text)
            let during = try (database.count("conversion"), database.count("rejected_record"))
            try database.script("drop trigger full_disk on journey.conversion")
            let again = try journey("ingest", "orders", "-", input: text)

            #expect(full.status == 74, "\(full.messages)")
            #expect(full.messages.contains("disk of the database server is full"))
            #expect(during == (0, 0))
            #expect(again.status == 0, "\(again.messages)")
            #expect(try database.count("conversion") == 2)
            #expect(try database.count("rejected_record") == 1)
        }
    }
}
