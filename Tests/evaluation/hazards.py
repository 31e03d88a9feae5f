"""Prints the table "by hazard" of docs/accuracy.md.

Simulates a company with each hazard alone, with none and with all, loads it with `journey` into a
schema of its own, and judges the persons under the built-in rules and under `plain.yaml`. Which
database is used follows from the environment of `journey`; take one that holds nothing else.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, os.pardir, os.pardir)
RULES = {
    "built-in rules": {}, "plain graph": {"JOURNEY_RULES_FILE": os.path.join(HERE, "plain.yaml")}}


def run(*command, **environment):
    done = subprocess.run(
        command, text=True, capture_output=True, env={**os.environ, **environment})
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def build(folder):
    """The simulator as a program; it lists the hazards when called without arguments."""
    program = os.path.join(folder, "company")
    simulator = os.path.join(ROOT, "Sources", "Simulator")
    sources = [
        os.path.join(simulator, name) for name in sorted(os.listdir(simulator))
        if name.endswith(".swift")]
    run("swiftc", "-O", "-swift-version", "6", "-package-name", "journey", "-module-name", "Company",
        *sources, os.path.join(HERE, "company", "main.swift"), "-o", program)
    return program


def judge(arguments, program, folder, hazards):
    """B-cubed and pairs of the persons of one company, by rules."""
    name = f"{hazards or 'none'}_{arguments.people}_{arguments.seed}"
    company = os.path.join(folder, name)
    schema = "hazard_" + name.replace("-", "_")

    def journey(*command, **environment):
        return run(arguments.journey, *command, "--schema", schema, "--quiet", **environment)

    feeds = run(
        program, company, str(arguments.people), str(arguments.seed), *filter(None, [hazards]))
    journey("init", "--time-zone", "Europe/Berlin", "--region", "DE")
    for feed in feeds.splitlines():
        journey("ingest", *feed.split("\t"))
    result = {}
    for name, rules in RULES.items():
        journey("stitch", **rules)
        identities = os.path.join(company, "identities.csv")
        journey("export", "identities", "--output", identities)
        text = run(
            sys.executable, os.path.join(HERE, "evaluate.py"), os.path.join(company, "truth"),
            identities)
        result[name] = json.loads(text)["persons"]["contacts_and_sessions"]
    return result


def line(cells):
    return "| " + " | ".join(cells) + " |"


def figures(judged):
    cubed = judged["b_cubed"]
    return [
        f"{judged['precision']:.4f}, {judged['recall']:.4f}",
        f"{cubed['precision']:.4f}, {cubed['recall_of_true_persons']:.4f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--journey", default="journey", help="the program (default: on the PATH)")
    parser.add_argument("--only", nargs="*", help="these hazards instead of every row")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = build(folder)
        rows = ["", *run(program).split(), "all"] if arguments.only is None else arguments.only
        names = ["precision, recall", "B³ precision, recall"]
        print(line(["hazard"] + [f"{rules}: {name}" for rules in RULES for name in names]))
        print(line(["---"] * (1 + len(RULES) * len(names))))
        for hazards in rows:
            judged = judge(arguments, program, folder, hazards)
            cells = [hazards or "none"]
            for rules in RULES:
                cells += figures(judged[rules])
            print(line(cells), flush=True)


if __name__ == "__main__":
    main()
