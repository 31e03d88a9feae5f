#!/usr/bin/env python3
"""Loads rows of which 1 % have each defect there is, and compares the books with the truth.

The rows are made from a seed, with the truth beside them: how many were read, accepted, updated,
duplicate, outdated, rejected for which reason, and what the tables must hold in the end. Every
figure has to agree exactly, and loading everything once more has to find nothing new.

    python3 Tests/faults/defects.py --program .build/release/journey --rows 1000000
"""

import argparse
import collections
import datetime
import json
import os
import random
import sys
import time

from installation import COUNTED, Journey, Problem, Server

START = datetime.datetime(2026, 1, 5)
SPAN_MS = 80 * 86_400_000
LONG = (1 << 20) + 1
PAGES = ["", "help", "help/delivery", "products/kettle", "products/lamp", "cart", "account"]
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"


def stamp(milliseconds):
    moment = START + datetime.timedelta(milliseconds=milliseconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


class Truth:
    """What the books and the tables must say of one source."""

    def __init__(self):
        self.books = collections.Counter({name: 0 for name in COUNTED})
        self.reasons = collections.Counter()
        self.figures = {}

    def note(self, outcome, reason=None):
        self.books["read"] += 1
        self.books[outcome] += 1
        if reason:
            self.reasons[reason] += 1


class Corpus:
    """Rows in several files; defects are spread evenly at random."""

    # Outcome and reason by kind; a kind that is no record at all has none.
    KINDS = {}
    suffix = ""

    def __init__(self, folder, rows, seed, files, long):
        self.folder = folder
        self.truth = Truth()
        self.random = random.Random(seed)
        # Good records that may be delivered again, each once.
        self.again = collections.deque()
        os.makedirs(folder, exist_ok=True)
        names = list(self.KINDS)
        kinds = []
        for name in names:
            kinds += [name] * (long if name == "too long" else rows // 100)
        kinds += ["good"] * (rows - len(kinds))
        self.random.shuffle(kinds)
        share = -(-len(kinds) // files)
        self.kinds = collections.Counter(kinds)
        number = 0
        for part in range(files):
            with open(f"{folder}/{part:02d}{self.suffix}", "wb") as file:
                file.write(self.header())
                for kind in kinds[part * share:(part + 1) * share]:
                    file.write(self.line(kind, number))
                    number += 1
                self.end_of_file()
                # Only a file's last record can lack its end.
                file.write(self.cut(part))
                self.truth.note("rejected", "truncated_record")
        self.finish()

    def header(self):
        return b""

    def end_of_file(self):
        pass

    def line(self, kind, number):
        outcome = self.KINDS.get(kind, ("accepted", None))
        made = self.make(kind, number)
        if made is None:
            # Nothing to copy yet: a good record instead.
            kind, outcome = "good", ("accepted", None)
            made = self.make(kind, number)
        if outcome[0]:
            self.truth.note(*outcome)
        return made + b"\n"


class Events(Corpus):
    """Segment, one event a line."""

    suffix = ".ndjson"
    KINDS = {
        "not json": ("rejected", "not_json"),
        "no object": ("rejected", "wrong_shape"),
        "no type": ("rejected", "missing_field"),
        "no event name": ("rejected", "missing_field"),
        "no time": ("rejected", "bad_time"),
        "bad time": ("rejected", "bad_time"),
        "bad type": ("rejected", "bad_value"),
        # Of a member that nobody reads.
        "huge number": ("accepted", None),
        "bad encoding": ("rejected", "bad_encoding"),
        "nul": ("rejected", "nul_byte"),
        "too deep": ("rejected", "too_deep"),
        "too long": ("rejected", "too_long"),
        "duplicate": ("duplicate", None),
        "later copy": ("duplicate", None),
        "earlier copy": ("updated", None),
        "bot": ("accepted", None),
        "blank": (None, None),
        "unknown fields": ("accepted", None),
    }

    def __init__(self, *arguments):
        self.times = {}
        self.bots = 0
        super().__init__(*arguments)

    def event(self, number, at):
        browser = number % 5003
        event = {
            "type": "page", "messageId": f"d-{number}",
            "anonymousId": f"{browser:08x}-52a1-4d30-8c11-0800200c9a66",
            "timestamp": stamp(at),
            "properties": {"url": "https://shop.example/" + PAGES[number % len(PAGES)]},
            "context": {"locale": "de-DE", "userAgent": AGENT}}
        if number % 7 == 0:
            event["userId"] = str(100_000 + browser)
        return event

    def make(self, kind, number):
        at = self.random.randrange(SPAN_MS)
        event = self.event(number, at)
        if kind in ("duplicate", "later copy", "earlier copy"):
            if not self.again:
                return None
            original, at = self.again.popleft()
            event = self.event(original, at)
            if kind != "duplicate":
                at += 3_600_000 if kind == "later copy" else -3_600_000
                event["timestamp"] = stamp(at)
            if kind == "earlier copy":
                self.times[original] = at
            return json.dumps(event).encode()
        if kind in ("good", "bot", "unknown fields", "huge number"):
            self.times[number] = at
            if kind == "bot":
                self.bots += 1
                event["context"]["userAgent"] = "Mozilla/5.0 (compatible; Googlebot/2.1)"
            elif kind == "huge number":
                return json.dumps(event).replace('"locale"', '"width":1e999,"locale"', 1).encode()
            elif kind == "unknown fields":
                event["shoe_size"] = 43
                event["context"]["weather"] = {"rain": True}
            elif self.random.random() < 0.1:
                self.again.append((number, at))
            return json.dumps(event).encode()
        return self.broken(kind, number, event)

    def broken(self, kind, number, event):
        text = None
        if kind == "not json":
            text = json.dumps(event).replace('"properties"', 'properties', 1)
        elif kind == "no object":
            # A list would be taken for the records in it.
            text = json.dumps(f"page {number}")
        elif kind == "no type":
            text = json.dumps({"messageId": f"d-{number}", "timestamp": event["timestamp"]})
        elif kind == "no event name":
            event["type"] = "track"
        elif kind == "no time":
            del event["timestamp"]
        elif kind == "bad time":
            event["timestamp"] = "yesterday"
        elif kind == "bad type":
            event["type"] = "walk"
        elif kind == "bad encoding":
            return json.dumps(event).encode().replace(b"shop", b"sh\xff\xfep", 1)
        elif kind == "nul":
            event["properties"]["title"] = "a\0b"
        elif kind == "too deep":
            text = json.dumps(event).replace(
                '"locale"', '"deep":' + "[" * 70 + "]" * 70 + ',"locale"', 1)
        elif kind == "too long":
            event["properties"]["url"] += "?" + "x" * LONG
        elif kind == "blank":
            return b" " * self.random.randrange(4)
        return (text or json.dumps(event)).encode()

    def cut(self, part):
        return json.dumps(self.event(10**9 + part, part)).encode()[:-40]

    def finish(self):
        base = int((START - datetime.datetime(1970, 1, 1)).total_seconds() * 1000)
        self.truth.figures = {
            "events": len(self.times), "bots": self.bots,
            "sum of times, ms": sum(self.times.values()) + base * len(self.times)}

    FIGURES = """
        select json_build_object(
            'events', count(*), 'bots', count(*) filter (where is_bot),
            'sum of times, ms', coalesce(sum((extract(epoch from occurred_at) * 1000)::bigint), 0))
        from journey.web_event
    """


class OrderRows(Corpus):
    """Orders, a CSV file with a header row, local times."""

    suffix = ".csv"
    COLUMNS = ["order_id", "account_id", "email", "phone", "amount", "currency", "channel",
               "created_at", "status", "updated_at", "warehouse"]
    KINDS = {
        "too few fields": ("rejected", "field_count"),
        "too many fields": ("rejected", "field_count"),
        "open quote": ("rejected", "open_quote"),
        "text after quote": ("rejected", "wrong_shape"),
        "bad number": ("rejected", "bad_number"),
        "negative": ("rejected", "bad_value"),
        "no currency code": ("rejected", "bad_value"),
        "bad time": ("rejected", "bad_time"),
        "lost hour": ("rejected", "nonexistent_local_time"),
        "no id": ("rejected", "missing_field"),
        "bad encoding": ("rejected", "bad_encoding"),
        "nul": ("rejected", "nul_byte"),
        "too long": ("rejected", "too_long"),
        "duplicate": ("duplicate", None),
        "newer": ("updated", None),
        "older": ("outdated", None),
        "blank": (None, None),
        "quoted": ("accepted", None),
    }

    def __init__(self, *arguments):
        self.amounts = {}
        self.is_open = False
        super().__init__(*arguments)

    def header(self):
        return (",".join(self.COLUMNS) + "\n").encode()

    def line(self, kind, number):
        made = super().line(kind, number)
        if b'"' in made:
            self.is_open = kind == "open quote"
        return made

    def end_of_file(self):
        # A quote that no later one closes may as well be the end of what was transferred.
        if self.is_open:
            self.truth.reasons["open_quote"] -= 1
            self.truth.reasons["truncated_record"] += 1
        self.is_open = False

    def row(self, number, cents, version):
        day = datetime.date(2026, 1, 5) + datetime.timedelta(days=number % 60)
        return [f"O-{number}", str(100_000 + number % 5003), "", "",
                f"{cents // 100}.{cents % 100:02d}", "EUR", "web", f"{day} 10:{number % 60:02d}:00", "paid",
                f"{day} 12:00:{version:02d}", "north"]

    def make(self, kind, number):
        cents = self.random.randrange(1, 100_000)
        if kind in ("duplicate", "newer", "older"):
            if not self.again:
                return None
            original, cents = self.again.popleft()
            version = {"duplicate": 10, "newer": 20, "older": 5}[kind]
            if kind == "newer":
                cents += 100
                self.amounts[original] = cents
            return ",".join(self.row(original, cents, version)).encode()
        row = self.row(number, cents, 10)
        if kind in ("good", "quoted"):
            self.amounts[number] = cents
            if kind == "good" and self.random.random() < 0.1:
                self.again.append((number, cents))
            if kind == "quoted":
                row[10] = '"north, the ""old"" one,\nsecond floor"'
            return ",".join(row).encode()
        return self.broken(kind, row)

    def broken(self, kind, row):
        change = {
            "bad number": (4, "twelve"), "negative": (4, "-" + row[4]),
            "no currency code": (5, "euro"), "bad time": (7, "yesterday"),
            # The clocks of Berlin went from 2 to 3.
            "lost hour": (7, "2026-03-29 02:30:00"), "no id": (0, ""),
            "open quote": (10, '"never closed'), "text after quote": (10, '"north"east'),
            "nul": (10, "a\0b"), "too long": (10, "x" * LONG),
        }
        if kind == "blank":
            return b" " * self.random.randrange(4)
        if kind == "no id":
            # What is left has to be a row like no other.
            row[1] = f"{row[1]}-{row[0]}"
        if kind in change:
            place, value = change[kind]
            row[place] = value
        elif kind == "too few fields":
            row = row[:5]
        elif kind == "too many fields":
            row += ["more", "and more"]
        text = ",".join(row).encode()
        return text.replace(b"paid", b"p\xe4id") if kind == "bad encoding" else text

    def cut(self, part):
        return ",".join(self.row(10**9 + part, 100, 10)).encode()[:-30]

    def finish(self):
        self.truth.figures = {"orders": len(self.amounts), "cents": sum(self.amounts.values())}

    FIGURES = """
        select json_build_object(
            'orders', count(*), 'cents', coalesce(sum((amount * 100)::bigint), 0))
        from journey.conversion
    """


SOURCES = [("segment", Events, []), ("orders", OrderRows, ["--time-zone", "Europe/Berlin"])]

REASONS = """
select coalesce(json_object_agg(reason, n), '{}') from (
    select r.reason, count(*) as n
    from journey.rejected_record as r
    inner join journey.source as s on s.source_id = r.source_id
    where s.name = '%s'
    group by r.reason
) as counted
"""


class Comparison:
    def __init__(self):
        self.rows = []

    def expect(self, source, figure, found, truth):
        self.rows.append((source, figure, truth, found))

    @property
    def wrong(self):
        return [row for row in self.rows if row[2] != row[3]]

    def print(self):
        print("| source | figure | truth | found | |")
        print("|---|---|---:|---:|---|")
        for source, figure, truth, found in self.rows:
            mark = "" if truth == found else "**differs**"
            print(f"| {source} | {figure} | {truth:,} | {found:,} | {mark} |")


def books(server, source):
    query = f"""
        select json_build_object({", ".join(
            f"'{name}', coalesce(sum(records_{name}), 0)" for name in COUNTED)})
        from journey.ingest_file as f
        inner join journey.source as s on s.source_id = f.source_id
        where s.name = '{source}'
    """
    return json.loads(server.sql(query, "corpus"))


def load(server, journey, corpora, compared):
    for (source, _, words), corpus in zip(SOURCES, corpora):
        truth = corpus.truth
        command = ["ingest", source, corpus.folder, "--option", "growing=false", *words]
        began = time.monotonic()
        code, _, messages = journey.run("corpus", command, limit=3600)
        seconds = time.monotonic() - began
        size = sum(os.path.getsize(f"{corpus.folder}/{name}")
                   for name in os.listdir(corpus.folder))
        print(f"{source}: {truth.books['read']:,} records, {size / 1e6:,.0f} MB,"
              f" {seconds:.1f} s, {truth.books['read'] / seconds:,.0f} records/s", file=sys.stderr)
        if code not in (0, 65):
            raise Problem(f"{source} ended with {code}: {messages[-1000:]}")
        found = books(server, source)
        for name in COUNTED:
            compared.expect(source, name, found[name], truth.books[name])
        reasons = json.loads(server.sql(REASONS % source, "corpus"))
        for reason in sorted(set(reasons) | set(truth.reasons)):
            compared.expect(
                source, f"rejected: {reason}", reasons.get(reason, 0), truth.reasons[reason])
        figures = json.loads(server.sql(corpus.FIGURES, "corpus"))
        for name, value in truth.figures.items():
            compared.expect(source, name, figures[name], value)

        before = journey.state("corpus")
        code, _, messages = journey.run("corpus", command, limit=3600)
        again = books(server, source)
        for name in ("accepted", "updated"):
            compared.expect(source, f"{name} the second time", again[name] - found[name], 0)
        for name in ("read", "rejected"):
            compared.expect(
                source, f"{name} the second time", again[name] - found[name], truth.books[name])
        compared.expect(
            source, "lines of the canonical export that a second load changed",
            0 if journey.state("corpus") == before else 1, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--files", type=int, default=4, help="for each source")
    parser.add_argument("--long", type=int, default=2, help="over-long records of each source")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    server = Server()
    compared = Comparison()
    try:
        journey = Journey(options.program, server, f"{server.folder}/data")
        corpora = [
            kind(f"{server.folder}/{source}", options.rows // 2, options.seed, options.files,
                 options.long)
            for source, kind, _ in SOURCES
        ]
        server.sql("create database corpus")
        journey.must("corpus", ["init", "--time-zone", "Europe/Berlin", "--region", "DE"])
        load(server, journey, corpora, compared)
    finally:
        server.remove()
    compared.print()
    return 1 if compared.wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
