/// What `journey run --example` prints: every setting, explained; it can be run as it is.
enum ExampleConfiguration {
    static let text = """
        # The scheduled run of journey: every source is loaded, then stitched, then exported.
        # Run it with `journey run`; try it with `journey run --dry-run`.
        #
        # Relative paths are relative to this file. In paths, commands and outputs {since} and
        # {until} are the event times of the run (yesterday, or --since and --until; the end is
        # exclusive) and {date} its days: {date:%Y-%m-%d}, {since:%Y%m%d}, {until:%s}. A path or a
        # command with {date} stands for one a day, with %H for one an hour.

        site:
          time_zone: Europe/Berlin      # days and hours of the run are those of this zone
          region: DE                    # country of telephone numbers without a country code

        # The private database in the data folder, or a server: a connection string without a
        # password (passwords belong into ~/.pgpass), or where to read one:
        #   database: postgresql://journey@db.example/crm?sslmode=verify-full
        #   database: {env: CRM_DATABASE}
        #   database: {file: /run/secrets/crm-database}
        # --database, DATABASE_URL and PG* win over it.
        database: embedded
        # data_dir: /var/lib/journey    # the hashing key and the private database
        # schema: journey
        # log_format: json              # text or json, on standard error
        # log_level: info               # error, warning, info, debug

        # Checks: after the load the run ends with 1. A source may have its own.
        fail_rejects: 5%                # more rejects than that, from 100 records on; or off
        # max_rejects: 10%              # a file with more rejects is refused as a whole
        volume_check: true              # a day under 50 % or over 200 % of its weekday's median
        missing: warn                   # what becomes of a source without input: fail, warn, ok

        sources:
          - name: customers
            connector: customers        # `journey connectors` lists them
            paths: customers.csv        # one or a list; globs and folders too

          - name: clicks
            connector: segment
            paths:
              - clicks.ndjson
              - web/{date:%Y/%m/%d}/*.ndjson.gz
            freshness:                  # ages of the newest record, for `journey freshness`
              warn: 520w
              error: 1040w

          - name: chats
            connector: zendesk-chat
            command: cat chats.ndjson   # its standard output is loaded; a failing one loads nothing
            timeout: 30m
            topics:                     # departments and the common topics they stand for
              Sales: sales
              Support: support

          - name: calls
            connector: asterisk-cdr
            paths: calls.csv
            time_zone: Europe/Berlin    # of times without an offset, and of {date} here
            options:
              own_numbers: "+49309018200"
            missing: fail               # without it the run ends with 66
            expect_by: 04:00            # the day before is there by then; earlier is no alarm
            # wait_for: calls-{date}.done   # what must be there first,
            # until: 05:00                  # and how long it is waited for
            # encoding: latin1          # utf-8, utf-16, latin1, cp1252

          - name: orders
            connector: orders
            paths: orders.csv
            fail_rejects: 1%

        stitch: true

        exports:                        # each file appears only when it is whole
          - name: handovers
            output: handovers-{date}.csv
          - name: identities
            format: ndjson
            output: identities.ndjson
            filters:
              certainty: probable
              until: "{until}"

        """
}
