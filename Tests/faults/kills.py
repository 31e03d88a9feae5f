#!/usr/bin/env python3
"""Kills every command of a mixed load at random moments and before chosen system calls, runs it
again undisturbed, and compares with an installation that nobody disturbed.

After each kill and re-run must hold: the canonical export and the plain values are the same to the
byte; as many records were accepted and updated over all attempts as without the kill; the books of
every file balance; and a further run finds nothing new.

    python3 Tests/faults/kills.py --program .build/release/journey --moments 200 --calls 200

With --run the same load is one `journey run`.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

from inputs import Load
from installation import Journey, Problem, Server

# System calls of the thread that talks to the server, of the one that reads, and of both. strace
# counts each call by itself in each thread.
SETS = {
    "server": "sendto,recvfrom,poll",
    "files": "read,pread64,openat,close,lseek,fstat",
    "others": "write,futex,mmap,munmap,mprotect",
}


class Point:
    """One kill: where, and what came of it."""

    def __init__(self, kind, command, where, wrapper=(), after=None):
        self.kind = kind
        self.command = command
        self.where = where
        self.wrapper = wrapper
        self.after = after
        self.was_killed = False
        self.differences = []


class Trial:
    def __init__(self, server, journey, load):
        self.server = server
        self.journey = journey
        self.load = load
        self.number = 0
        self.known = {}
        self.durations = {}

    def prepare(self):
        """Runs the load once undisturbed and keeps the database before and after each command."""
        self.server.sql("create database state_0")
        self.journey.must("state_0", ["init", "--time-zone", "Europe/Berlin", "--region", "DE"])
        for index, (name, words) in enumerate(self.load.commands):
            before, after = f"state_{index}", f"state_{index + 1}"
            self.server.copy(before, after)
            began = time.monotonic()
            self.journey.must(after, words)
            self.durations[name] = time.monotonic() - began
            self.known[name] = (self.journey.state(after), self.server.books(after))

    def count(self, index, calls):
        """Every (call, k) that a command makes: the k-th of one thread, as strace counts them."""
        name, words = self.load.commands[index]
        with tempfile.NamedTemporaryFile("r") as log:
            self.server.copy(f"state_{index}", "counted")
            try:
                wrapper = ["strace", "-f", "-qq", "-e", f"trace={calls}", "-o", log.name]
                self.journey.must("counted", words, wrapper=wrapper)
            finally:
                self.server.drop("counted")
            made = {}
            for line in log:
                found = re.match(r"(\d+) +(\w+)\(", line)
                if found:
                    made[found.groups()] = made.get(found.groups(), 0) + 1
        most = {}
        for (_, call), count in made.items():
            most[call] = max(most.get(call, 0), count)
        return [(call, k) for call in sorted(most) for k in range(1, most[call] + 1)]

    def attempt(self, point):
        index = point.command
        name, words = self.load.commands[index]
        self.number += 1
        database = f"point_{self.number}"
        self.server.copy(f"state_{index}", database)
        try:
            self.kill(point, database, words)
            code, _, messages = self.journey.run(database, words + self.patience(words))
            if code != 0:
                point.differences.append(f"the plain run ended with {code}: {messages[-300:]}")
                return
            self.compare(point, database, name)
            code, _, messages = self.journey.run(database, words)
            self.compare(point, database, name, f" after a further run ({code})")
        finally:
            self.server.drop(database)

    @staticmethod
    def patience(words):
        """The server needs a moment to see that the killed program is gone."""
        return ["--wait=20s"]

    def kill(self, point, database, words):
        process = self.journey.start(database, words, point.wrapper)
        if point.after is not None:
            try:
                process.wait(timeout=point.after)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        try:
            process.communicate(timeout=300)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            point.differences.append("the run to be killed hung")
        # A shell gives 137; strace dies of the signal that killed its child.
        point.was_killed = process.returncode in (-signal.SIGKILL, 137)

    # Every record is accepted once, however often it is read, and changed as often as it says.
    figures = ("accepted", "updated", "unbalanced")

    def compare(self, point, database, name, when=""):
        state, books = self.known[name]
        now = self.journey.state(database)
        if now != state:
            point.differences.append(f"the state differs{when}: {now[1]} lines, not {state[1]}")
        for figure in self.figures:
            value = self.server.books(database)[figure]
            if value != books[figure]:
                point.differences.append(f"{figure}{when}: {value}, not {books[figure]}")


def chosen(trial, only):
    commands = trial.load.commands
    indices = [index for index, (name, _) in enumerate(commands) if only in (None, name)]
    if not indices:
        raise Problem(f"no command is called {only}")
    return indices


def points_in_time(trial, count, chance, only):
    commands = trial.load.commands
    indices = chosen(trial, only)
    points = []
    for number in range(count):
        index = indices[number % len(indices)]
        name = commands[index][0]
        after = chance.uniform(0, trial.durations[name])
        points.append(Point("moment", index, f"{after * 1000:.0f} ms", after=after))
    return points


def points_in_calls(trial, count, chance, only):
    kinds = [(index, kind) for kind in SETS for index in chosen(trial, only)]
    # The calls of the connection matter most, those of neither thread least.
    weights = {"server": 5, "files": 4, "others": 1}
    total = sum(weights[kind] for _, kind in kinds)
    points = []
    for index, kind in kinds:
        share = -(-count * weights[kind] // total)
        made = trial.count(index, SETS[kind])
        share = min(share, len(made))
        for number in range(share):
            # One place out of each of equal stretches.
            stretch = made[number * len(made) // share:(number + 1) * len(made) // share]
            call, k = chance.choice(stretch)
            wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                       "-e", f"inject={call}:signal=KILL:when={k}"]
            points.append(Point(f"call ({kind})", index, f"{call} {k}", wrapper))
    # Rounding up has made a few too many.
    chance.shuffle(points)
    return points[:count]


def report(trial, points):
    rows = {}
    for point in points:
        key = (trial.load.commands[point.command][0], point.kind)
        row = rows.setdefault(key, [0, 0, 0])
        row[0] += 1
        row[1] += point.was_killed
        row[2] += bool(point.differences)
    print("| command | killed at | points | killed before the end | with a difference |")
    print("|---|---|---:|---:|---:|")
    for (name, kind), row in sorted(rows.items()):
        print(f"| {name} | {kind} | {row[0]} | {row[1]} | {row[2]} |")
    sums = [sum(row[i] for row in rows.values()) for i in range(3)]
    print(f"| all | | {sums[0]} | {sums[1]} | {sums[2]} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=1500)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--run", action="store_true", help="all of it as one scheduled run")
    parser.add_argument("--only", help="kills this command alone, such as segment")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    server = Server()
    points = []
    try:
        load = Load(f"{server.folder}/load", seed=options.seed, events=options.events,
                    large=options.large)
        if options.run:
            load.as_run()
        trial = Trial(server, Journey(options.program, server, f"{server.folder}/data"), load)
        trial.prepare()
        if options.moments:
            points += points_in_time(trial, options.moments, chance, options.only)
        if options.calls:
            points += points_in_calls(trial, options.calls, chance, options.only)
        began = time.monotonic()
        for done, point in enumerate(points, 1):
            trial.attempt(point)
            name = load.commands[point.command][0]
            for difference in point.differences:
                print(f"DIFFERENCE {name}, {point.kind} {point.where}: {difference}",
                      file=sys.stderr)
            if done % 20 == 0:
                print(f"{done}/{len(points)} points, {time.monotonic() - began:.0f} s",
                      file=sys.stderr)
    finally:
        server.remove()
    report(trial, points)
    return 1 if any(point.differences for point in points) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
