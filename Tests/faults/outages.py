#!/usr/bin/env python3
"""Takes the server away from every command of a mixed load, in every way that a server goes.

    lost answer      the server commits, and its answer is cut off
    lost commit      the COMMIT itself is cut off on its way to the server
    terminated       pg_terminate_backend at random moments
    crash            pg_ctl stop -m immediate at random moments, and a start
    silence          nothing passes any more, as in a network that drops packets
    read error       the input cannot be read any further (EIO)

A command that ends with 0 must have made the same state as an undisturbed one without further ado;
any other must be one of 74 and 75, must not hang, and a plain re-run must make the same state.

    python3 Tests/faults/outages.py --program .build/release/journey --points 20
"""

import argparse
import random
import sys
import tempfile
import threading
import time

from inputs import Load
from installation import Journey, Problem, Server
from kills import Trial
from proxy import Proxy

# Past this a program that answers no more counts as hung.
PATIENCE = 120


class Outage:
    def __init__(self, fault, command, where=""):
        self.fault = fault
        self.command = command
        self.where = where
        self.struck = False
        self.code = None
        self.why = ""
        self.seconds = 0
        self.differences = []


class Outages(Trial):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.commits = {}

    def through(self, proxy, database):
        return self.server.url(database, "127.0.0.1", proxy.port) + (
            " sslmode=disable gssencmode=disable connect_timeout=2")

    def count_commits(self):
        """How many transactions each command commits by a COMMIT of its own."""
        for index, (name, words) in enumerate(self.load.commands):
            proxy = Proxy(("127.0.0.1", self.server.port))
            self.server.copy(f"state_{index}", "counted")
            try:
                self.journey.must("counted", words, DATABASE_URL=self.through(proxy, "counted"))
                self.commits[name] = proxy.commits
                self.messages = proxy.messages
            finally:
                proxy.close()
                self.server.drop("counted")

    def attempt(self, outage, disturb):
        """Runs the command under `disturb`, then compares; re-runs it where it did not end well."""
        name, words = self.load.commands[outage.command]
        self.number += 1
        database = f"outage_{self.number}"
        self.server.copy(f"state_{outage.command}", database)
        if outage.fault == "crash":
            # A sequence copied with its database counts on the log of the original until then.
            self.server.sql("checkpoint")
        self.figures = Trial.figures
        try:
            began = time.monotonic()
            try:
                outage.code, messages = disturb(database, words)
            except Problem as problem:
                outage.differences.append(str(problem))
                return
            finally:
                outage.seconds = time.monotonic() - began
            if outage.code == 0:
                self.compare(outage, database, name)
            if outage.code != 0:
                outage.why = messages.strip().splitlines()[-1]
            if outage.code not in (0, 74, 75):
                outage.differences.append(f"ended with {outage.code}: {messages[-300:]}")
            code, _, messages = self.journey.run(
                database, words + ["--wait=60s"], limit=PATIENCE)
            if code != 0:
                outage.differences.append(f"the re-run ended with {code}: {messages[-300:]}")
            self.compare(outage, database, name, " after a re-run")
        finally:
            self.server.drop(database)

    def cut(self, outage, **faults):
        def disturb(database, words):
            proxy = Proxy(("127.0.0.1", self.server.port), **faults)
            try:
                code, _, messages = self.journey.run(
                    database, words + ["--retry-for", "5s"], limit=PATIENCE,
                    DATABASE_URL=self.through(proxy, database), JOURNEY_SILENCE_LIMIT="2")
                outage.struck = proxy.struck > 0
                return code, messages
            finally:
                proxy.close()
        self.attempt(outage, disturb)

    def later(self, outage, after, action, words=()):
        """Runs a command, and `action` after so many seconds of it."""
        def disturb(database, command):
            process = self.journey.start(database, command + ["--retry-for", "60s"])
            timer = threading.Timer(after, lambda: strike(database, process))
            timer.start()
            try:
                _, messages = process.communicate(timeout=PATIENCE)
            except Exception:
                process.kill()
                raise Problem("hung")
            finally:
                timer.join()
            return process.returncode, messages.decode(errors="replace")

        def strike(database, process):
            if process.poll() is None:
                outage.struck = True
                action(database)
        self.attempt(outage, disturb)

    def terminate(self, database):
        self.server.sql(f"""
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = '{database}' and application_name like 'journey%'""")

    def crash(self, _):
        self.server.stop("immediate")
        self.server.start()

    def read_error(self, outage, call, k):
        """The k-th of these calls on the input, and all after it, fail."""
        def disturb(database, words):
            with tempfile.NamedTemporaryFile("r") as log:
                wrapper = ["strace", "-f", "-qq", "-o", log.name, "-e", f"trace={call}",
                           "-P", outage.where, "-e", f"inject={call}:error=EIO:when={k}+"]
                code, _, messages = self.journey.run(
                    database, words, wrapper=wrapper, limit=PATIENCE)
                outage.struck = "(INJECTED)" in log.read()
            # A file left out comes after the others, so that more or less of it is news.
            self.figures = ("unbalanced",)
            if outage.struck and code != 74:
                outage.differences.append(f"a read error ended with {code}: {messages[-200:]}")
            return code, messages
        self.attempt(outage, disturb)


def rounds(commands, count):
    return [number % commands for number in range(count)]


def run(trial, options, chance):
    outages = []
    commands = trial.load.commands
    trial.count_commits()

    def add(fault, command, where=""):
        outage = Outage(fault, command, where)
        outages.append(outage)
        return outage

    wanted = set(options.faults.split(","))
    for fault, argument in (("lost answer", "cut_commits"), ("lost commit", "cut_before")):
        if fault not in wanted:
            continue
        # Every COMMIT of every command, as far as the number of points reaches.
        places = [(index, k) for index, (name, _) in enumerate(commands)
                  for k in range(1, trial.commits[name] + 1)]
        if len(places) > options.points:
            places = sorted(chance.sample(places, options.points))
        for index, k in places:
            trial.cut(add(fault, index, k), **{argument: [k]})
    for fault, action in (("terminated", trial.terminate), ("crash", trial.crash)):
        if fault not in wanted:
            continue
        for index in rounds(len(commands), options.points):
            after = chance.uniform(0.02, trial.durations[commands[index][0]])
            trial.later(add(fault, index, f"{after * 1000:.0f} ms"), after, action)
    if "silence" in wanted:
        for index in rounds(len(commands), options.silences):
            k = chance.randint(1, 60)
            trial.cut(add("silence", index, k), silent_after=k)
    if "read error" in wanted:
        for _ in range(options.points):
            index, path = chance.choice(INPUTS)
            call, k = chance.choice(
                [("pread64", 1), ("pread64", 2), ("pread64", 3), ("read", 1), ("read", 2)])
            outage = add("read error", index, trial.load.path(path))
            trial.read_error(outage, call, k)
    return outages


INPUTS = [(0, "customers.csv"), (1, "web/0.ndjson"), (1, "web/1.ndjson.gz"), (2, "chat/1.ndjson"),
          (3, "calls.csv"), (4, "orders.csv")]


def report(trial, outages):
    rows = {}
    for outage in outages:
        row = rows.setdefault(outage.fault, [0, 0, 0, 0, 0, 0])
        row[0] += 1
        row[1] += outage.struck
        row[2] += outage.code == 0 and outage.struck
        row[3] += outage.code in (74, 75)
        row[4] = max(row[4], outage.seconds)
        row[5] += bool(outage.differences)
    print("| fault | points | struck | went on by itself (0) | ended with 74 or 75"
          " | longest, s | with a difference |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for fault, row in sorted(rows.items()):
        print(f"| {fault} | {row[0]} | {row[1]} | {row[2]} | {row[3]} | {row[4]:.1f} | {row[5]} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--points", type=int, default=10, help="for each fault")
    parser.add_argument("--silences", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=1500)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--faults", default="lost answer,lost commit,terminated,crash,silence,"
                                            "read error")
    options = parser.parse_args()
    server = Server()
    try:
        load = Load(f"{server.folder}/load", seed=options.seed, events=options.events,
                    large=options.large)
        trial = Outages(server, Journey(options.program, server, f"{server.folder}/data"), load)
        trial.prepare()
        outages = run(trial, options, random.Random(options.seed))
    finally:
        server.remove()
    for outage in outages:
        name = load.commands[outage.command][0]
        if outage.why:
            print(f"{outage.fault}, {name} {outage.where}: {outage.code}, {outage.why}",
                  file=sys.stderr)
        for difference in outage.differences:
            print(f"DIFFERENCE {outage.fault}, {name} {outage.where}: {difference}",
                  file=sys.stderr)
    report(trial, outages)
    return 1 if any(outage.differences for outage in outages) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
