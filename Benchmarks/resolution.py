"""What it costs to find out who is who, beside what others take for connected components alone.

For each number of edges, on the same evidence:

  journey     verdicts, slices in time, limits, refusals with reasons, founders: everything that
              `journey stitch` decides, from keys of 16 bytes (ResolutionBenchmark)
  union-find  C++: a hash table of the strings and union-find over their numbers, nothing else
  scipy, duckdb, splink   the same components, where the packages are installed (--peers)

and prints processor seconds, the ratio to each of the others in the same round, and the memory of
journey an edge and a node; the last line of each size gives the medians.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

PEERS = {
    "scipy": """
import numpy, pandas, scipy.sparse, scipy.sparse.csgraph
pairs = pandas.read_csv(path, sep="\\t", header=None, names=["a", "b"], dtype=str)
begin()
codes, values = pandas.factorize(pandas.concat([pairs.a, pairs.b]))
half = len(pairs)
graph = scipy.sparse.coo_matrix(
    (numpy.ones(half, dtype=numpy.int8), (codes[:half], codes[half:])),
    shape=(len(values), len(values)))
count, labels = scipy.sparse.csgraph.connected_components(graph, directed=False)
end(count)
""",
    "duckdb": """
import duckdb
db = duckdb.connect()
db.execute("set threads = 2")
db.execute(f"create table pair as select * from read_csv('{path}', delim='\\t', header=false, "
           "columns={'a': 'varchar', 'b': 'varchar'})")
begin()
db.execute("create table node as select name, row_number() over () as id "
           "from (select a as name from pair union select b from pair)")
db.execute("create table edge as select x.id as a, y.id as b from pair "
           "join node x on x.name = pair.a join node y on y.name = pair.b")
db.execute("create table label as select id, id as root from node")
while True:
    db.execute("create or replace table hook as select greatest(x.root, y.root) as high, "
               "min(least(x.root, y.root)) as low from edge join label x on x.id = edge.a "
               "join label y on y.id = edge.b where x.root <> y.root group by 1")
    if db.execute("select count(*) from hook").fetchone()[0] == 0:
        break
    while True:
        changed = db.execute("select count(*) from hook h join hook n on n.high = h.low").fetchone()[0]
        if changed == 0:
            break
        db.execute("create or replace table hook as select h.high, coalesce(n.low, h.low) as low "
                   "from hook h left join hook n on n.high = h.low")
    db.execute("create or replace table label as select l.id, coalesce(h.low, l.root) as root "
               "from label l left join hook h on h.high = l.root")
end(db.execute("select count(distinct root) from label").fetchone()[0])
""",
    "splink": """
import duckdb, pandas
from splink import DuckDBAPI
from splink.clustering import cluster_pairwise_predictions_at_threshold
db = duckdb.connect()
db.execute("set threads = 2")
db.execute(f"create table pair as select *, 1.0 as match_probability from read_csv('{path}', "
           "delim='\\t', header=false, columns={'unique_id_l': 'varchar', 'unique_id_r': 'varchar'})")
begin()
db.execute("create table node as select unique_id_l as unique_id from pair "
           "union select unique_id_r from pair")
clusters = cluster_pairwise_predictions_at_threshold(
    db.table("node"), db.table("pair"), db_api=DuckDBAPI(db), node_id_column_name="unique_id",
    edge_id_column_name_left="unique_id_l", edge_id_column_name_right="unique_id_r",
    threshold_match_probability=0.5)
end(db.execute(f"select count(distinct cluster_id) from {clusters.physical_name}").fetchone()[0])
""",
}

FRAME = """
import json, resource, sys
path = sys.argv[1]
def used():
    mine = resource.getrusage(resource.RUSAGE_SELF)
    return mine.ru_utime + mine.ru_stime
def begin():
    global before
    before = used()
def end(count):
    print(json.dumps({"components": int(count), "cpu": used() - before}))
"""


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def has(peer, python):
    modules = {"scipy": "scipy, pandas", "duckdb": "duckdb", "splink": "splink, duckdb"}[peer]
    return subprocess.run([python, "-c", f"import {modules}"], capture_output=True).returncode == 0


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--program", required=True, help="the built ResolutionBenchmark")
    options.add_argument("--edges", default="0.1,1,10", help="millions, with commas")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--peers", action="store_true", help="scipy, duckdb and splink too")
    options.add_argument("--python", default=sys.executable, help="one that has the packages")
    arguments = options.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    peers = [p for p in PEERS if arguments.peers and has(p, arguments.python)]

    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "union_find")
        compiler = os.environ.get("CXX", "clang++")
        source = os.path.join(here, "Resolution", "union_find.cpp")
        subprocess.run([compiler, "-O2", "-std=c++17", "-o", plain, source], check=True)
        for millions in arguments.edges.split(","):
            measure(arguments, peers, folder, plain, int(float(millions) * 1_000_000))


def measure(arguments, peers, folder, plain, edges):
    pairs = os.path.join(folder, "pairs")
    subprocess.run([arguments.program, str(edges), "--pairs", pairs], check=True)
    ratios = {}
    for _ in range(arguments.rounds):
        ours = run([arguments.program, str(edges)])
        others = {"union-find": run([plain, pairs])}
        for peer in peers:
            script = os.path.join(folder, peer + "_clusters.py")
            with open(script, "w") as out:
                out.write(FRAME + PEERS[peer])
            others[peer] = run([arguments.python, script, pairs])
        words = [f"journey {ours['cpu']:.2f} s"]
        for name, other in others.items():
            ratios.setdefault(name, []).append(ours["cpu"] / other["cpu"])
            words.append(f"{name} {other['cpu']:.2f} s ({ours['cpu'] / other['cpu']:.2f})")
        print(f"{edges:>10,} edges: " + "   ".join(words), flush=True)
    bound = 60 * ours["edges"] + 100 * ours["nodes"]
    print(
        f"{edges:>10,} edges, {ours['nodes']:,} nodes, {ours['persons']:,} persons, "
        f"{ours['generic']} shared values, {ours['refused']} refused links; medians of processor "
        "time: " + ", ".join(f"{statistics.median(r):.2f} of {n}" for n, r in ratios.items())
        + f"; {ours['resident'] / 1e6:.0f} MB resident, {100 * ours['resident'] / bound:.0f} % of "
        "60 bytes an edge and 100 a node", flush=True)


if __name__ == "__main__":
    main()
