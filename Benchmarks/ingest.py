"""How fast web events load, beside what the same server takes the same rows at.

Every round runs, on one PostgreSQL server of its own and one after the other:

  copy        the typed rows of the events by one binary COPY from a file of the server, into a table
              like the one that journey loads, with its indexes: the most that can be reached
  stream      the same rows from the same file, sent by psql over the socket that every client uses
  conflict    what users write today: COPY of the same rows into a staging table, then
              INSERT ... ON CONFLICT DO NOTHING into a table with the event id as primary key
  journey     `journey ingest segment FILE`: parse, normalise, hash, load exactly once

and prints rows a second, processor seconds of client and server, and the ratios of each round; the
last line gives the medians. Ratios are of one round, so that a busy machine harms all three alike.

With --stored A,B,... the tables first get so many million events, and the cost of a million more is
printed for each: the curve that should be flat.
"""

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
]


def uuid(r):
    h = "%032x" % r.getrandbits(128)
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"


def write_events(path, count, seed, style):
    """Page views in time order; every fifth visitor is signed in. Returns bytes an event."""
    r = random.Random(seed)
    browsers = [uuid(r) for _ in range(max(100, count // 12))]
    pages = [f"/{w}/{w}-{i}" for w in ("router", "phone", "tariff", "cable", "help") for i in range(80)]
    base = 1_767_225_600 + seed * 1_000_000
    with open(path, "w") as out:
        for i in range(count):
            ms = i * 25
            moment = time.gmtime(base + ms // 1000)
            stamp = time.strftime("%Y-%m-%dT%H:%M:%S", moment) + f".{ms % 1000:03d}Z"
            b = (i // 12 + r.randrange(300)) % len(browsers)
            user = f'"cust-{b}"' if b % 5 == 0 else "null"
            url, before = r.choice(pages), r.choice(pages)
            if style == "compact":
                out.write(
                    f'{{"type":"page","messageId":"{uuid(r)}","anonymousId":"{browsers[b]}",'
                    f'"userId":{user},"timestamp":"{stamp}",'
                    f'"properties":{{"url":"https://shop.example{url}",'
                    f'"referrer":"https://shop.example{before}"}}}}\n')
            else:
                out.write(
                    f'{{"messageId":"{uuid(r)}","type":"page","anonymousId":"{browsers[b]}",'
                    f'"userId":{user},"timestamp":"{stamp}","originalTimestamp":"{stamp}",'
                    f'"sentAt":"{stamp}","receivedAt":"{stamp}","context":{{"page":{{'
                    f'"url":"https://shop.example{url}","path":"{url}",'
                    f'"referrer":"https://shop.example{before}","title":"Shop"}},'
                    f'"userAgent":"{AGENTS[i % 2]}","locale":"en-GB","ip":"10.0.0.1",'
                    f'"library":{{"name":"analytics.js","version":"4.1.6"}}}},'
                    f'"properties":{{"url":"https://shop.example{url}","path":"{url}"}},'
                    f'"channel":"client"}}\n')
    return os.path.getsize(path) / count


class Server:
    """A PostgreSQL of its own in a folder that is removed at the end."""

    def __init__(self, folder):
        self.folder = folder
        self.data = f"{folder}/data"
        binaries = sorted(
            p for p in (f"/usr/lib/postgresql/{v}/bin" for v in range(14, 30)) if os.path.isdir(p))
        self.bin = binaries[-1]
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        self.call(f"{self.bin}/initdb", "-D", self.data, "-A", "trust", "-E", "UTF8", "-U", "bench",
                  "--locale=C.UTF-8")
        options = (
            f"-c listen_addresses= -c unix_socket_directories={folder} -c shared_buffers=512MB "
            "-c max_wal_size=4GB -c checkpoint_timeout=30min -c wal_level=minimal "
            "-c max_wal_senders=0")
        self.call(f"{self.bin}/pg_ctl", "-D", self.data, "-l", f"{folder}/log", "-o", options, "-w",
                  "start")
        self.url = f"postgresql:///postgres?host={folder}&user=bench"

    def call(self, *command):
        subprocess.run([*self.prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def stop(self):
        self.call(f"{self.bin}/pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def sql(self, *statements):
        arguments = [a for s in statements for a in ("-c", s)]
        result = subprocess.run(
            ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", self.url, *arguments], check=True,
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PGOPTIONS": "-c search_path=journey"})
        return result.stdout.strip()

    def seconds(self):
        """Processor seconds of all server processes so far, also of those that ended."""
        with open(f"{self.data}/postmaster.pid") as pid:
            head = int(pid.readline())
        ticks = 0
        for entry in os.listdir("/proc"):
            if not entry.isdigit():
                continue
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    fields = stat.read().rsplit(") ", 1)[1].split()
            except OSError:
                continue
            if int(entry) == head:
                ticks += sum(int(fields[i]) for i in (11, 12, 13, 14))
            elif int(fields[1]) == head:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def measured(server, body):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    at_server, start = server.seconds(), time.monotonic()
    body()
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    client = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    time.sleep(0.2)
    return {"wall": wall, "client": client, "server": server.seconds() - at_server}


class Bench:
    def __init__(self, program, server, folder):
        self.program, self.server, self.folder = program, server, folder
        self.env = {**os.environ, "DATABASE_URL": server.url, "JOURNEY_DATA_DIR": f"{folder}/home"}
        os.makedirs(f"{folder}/home", exist_ok=True)
        self.journey("init", "--time-zone", "UTC")
        self.peak = 0

    def journey(self, *arguments):
        process = subprocess.Popen(
            [self.program, *arguments], env=self.env, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        out, error = process.communicate()
        if process.returncode != 0:
            sys.exit(f"journey {' '.join(arguments)} ended with {process.returncode}:\n{error}")
        return out

    def wipe(self):
        self.server.sql(
            "truncate web_event, web_event_move, event_key_run, event_key_chunk, event_key_filter "
            "cascade")

    def load(self, path, source="web"):
        self.journey("ingest", "segment", path, "--source", source, "--quiet")

    def rows_file(self, path):
        """Loads a file once and keeps its typed rows as the server writes them."""
        self.wipe()
        self.load(path)
        target = f"{self.folder}/rows.bin"
        self.server.sql(f"copy (select * from web_event) to '{target}' (format binary)")
        self.partition = self.server.sql(
            "select inhrelid::regclass from pg_inherits where inhparent = 'web_event'::regclass "
            "order by pg_relation_size(inhrelid) desc limit 1")
        return target

    def copy(self, rows):
        self.server.sql(
            "set client_min_messages = warning", "drop table if exists plain_copy",
            f"create table plain_copy (like {self.partition} including all)", "checkpoint")
        return measured(
            self.server, lambda: self.server.sql(f"copy plain_copy from '{rows}' (format binary)"))

    def stream(self, rows):
        self.server.sql("truncate plain_copy", "checkpoint")

        def body():
            with open(rows, "rb") as source:
                subprocess.run(
                    ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", self.server.url, "-c",
                     "copy journey.plain_copy from stdin (format binary)"], check=True,
                    stdin=source)

        return measured(self.server, body)

    def conflict(self, rows):
        self.server.sql(
            "set client_min_messages = warning", "drop table if exists target", "drop table if exists staging",
            f"create table target (like {self.partition} including all)",
            "alter table target add primary key (message_id)",
            f"create unlogged table staging (like {self.partition})", "checkpoint")
        return measured(self.server, lambda: self.server.sql(
            f"copy staging from '{rows}' (format binary)",
            "insert into target select * from staging on conflict do nothing"))

    def ingest(self, path):
        self.wipe()
        self.server.sql("checkpoint")
        return measured(self.server, lambda: self.load(path))

    def fill(self, millions):
        """Puts so many million events into the table, as loads of months before left them."""
        self.wipe()
        self.server.sql(
            "select ensure_web_event_month((date '2025-01-01' + (n || ' months')::interval)::date)"
            " from (select generate_series(0, 11) as n) as m")
        for part in range(millions):
            self.server.sql(
                f"""insert into web_event (occurred_at, event_key, browser, source_id, kind, device,
                    is_bot, is_server_side, is_phone_click, run_id, file_id, line, message_id)
                select timestamptz '2025-01-01' + (({part} * 1000000 + i) *
                        (31000000.0 / {millions * 1000000}) || ' s')::interval,
                    md5('{part}-' || i)::uuid, md5('b' || i / 12)::uuid, source_id, 1, 1, false,
                    false, false, 1, 1, i, md5('{part}-' || i)
                from generate_series(1, 1000000) as i, source where name = 'web'""")
        # The same sorted runs that loading leaves: ten million keys a run.
        for start in range(0, millions, 10):
            self.server.sql(
                f"""with added as (
                    insert into event_key_run (source_id, level, keys)
                    select source_id, 2, 0 from source where name = 'web' returning *
                ),
                sorted as (
                    select md5(p || '-' || i)::uuid as key, row_number() over (
                        order by md5(p || '-' || i)::uuid) - 1 as place
                    from generate_series({start}, {min(start + 10, millions) - 1}) as p,
                        generate_series(1, 1000000) as i
                )
                insert into event_key_chunk (source_id, key_run, ordinal, first_high, highs, rest)
                select a.source_id, a.key_run, s.place / 320,
                    ('x' || left(replace(min(s.key::text), '-', ''), 16))::bit(64)::bigint,
                    string_agg(substr(uuid_send(s.key), 1, 8), '' order by s.key),
                    string_agg(substr(uuid_send(s.key), 9, 8) || int8send(1735689600000000 << 11), ''
                        order by s.key)
                from sorted as s, added as a group by a.source_id, a.key_run, s.place / 320""",
                "update event_key_run as r set keys = (select sum(length(highs) / 8)"
                " from event_key_chunk as c where c.key_run = r.key_run)")
        self.server.sql("vacuum analyze event_key_chunk", "checkpoint")


def compare(bench, rounds, count, style):
    path = f"{bench.folder}/events.ndjson"
    size = write_events(path, count, 1, style)
    print(f"\n{count:,} events of {size:.0f} bytes ({style}); rows/s, and processor seconds "
          "client+server a million")
    rows = bench.rows_file(path)
    shares, streamed, gains, processors = [], [], [], []
    for number in range(rounds):
        results = {"copy": bench.copy(rows), "stream": bench.stream(rows),
                   "conflict": bench.conflict(rows), "journey": bench.ingest(path)}
        line = []
        for name, r in results.items():
            line.append(f"{name} {count / r['wall']:>9,.0f} "
                        f"({r['client'] / count * 1e6:.2f}+{r['server'] / count * 1e6:.2f})")
        share = results["copy"]["wall"] / results["journey"]["wall"]
        gain = results["conflict"]["wall"] / results["journey"]["wall"]
        work = results["journey"]["client"] + results["journey"]["server"]
        shares.append(share)
        streamed.append(results["stream"]["wall"] / results["journey"]["wall"])
        gains.append(gain)
        processors.append(results["copy"]["server"] / max(work / 2, results["journey"]["server"]))
        print("  " + "   ".join(line) + f"   of copy {share:.2f}   of conflict {gain:.2f}")
    print(f"  median: {statistics.median(shares):.2f} of plain COPY by the clock, "
          f"{statistics.median(streamed):.2f} of COPY by a client, "
          f"{statistics.median(processors):.2f} by processor time on two cores; "
          f"{statistics.median(gains):.2f} times staging + ON CONFLICT")
    os.remove(path)


def curve(bench, stored, count):
    path = f"{bench.folder}/events.ndjson"
    write_events(path, count, 2, "compact")
    bench.rows_file(path)
    before = f"{bench.folder}/before.ndjson"
    write_events(before, 100_000, 4, "compact")
    print(f"\ncost of {count:,} more events, by millions of events stored")
    for millions in stored:
        bench.fill(millions)
        # The load of the night before, which leaves the filter behind.
        bench.load(before)
        r = measured(bench.server, lambda: bench.load(path))
        print(f"  {millions:>4}   {count / r['wall']:>9,.0f} rows/s   client {r['client']:.2f} s   "
              f"server {r['server']:.2f} s", flush=True)


def memory(bench, count):
    path = f"{bench.folder}/events.ndjson"
    write_events(path, count, 3, "typical")
    bench.wipe()
    command = [bench.program, "ingest", "segment", path, "--source", "web", "--quiet"]
    pid = os.spawnve(os.P_NOWAIT, bench.program, command, bench.env)
    _, _, used = os.wait4(pid, 0)
    print(f"\npeak memory of a load of {count:,} events ({os.path.getsize(path) / 1e6:.0f} MB): "
          f"{used.ru_maxrss / 1024:.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the release build of journey")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5, help="0 for none")
    parser.add_argument("--stored", default="", help="millions of events stored, such as 1,10,50")
    parser.add_argument("--folder", default="/var/tmp")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="journey-bench-", dir=options.folder)
    os.chmod(folder, 0o755)
    server = Server(folder)
    try:
        bench = Bench(options.program, server, folder)
        if options.rounds:
            for style in ("typical", "compact"):
                compare(bench, options.rounds, options.events, style)
            memory(bench, options.events)
        if options.stored:
            curve(bench, [int(n) for n in options.stored.split(",")], options.events)
    finally:
        server.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
