"""Rapport against Timeflux, the same graph live: against_timeflux.py ROUNDS TIMEFLUX_PYTHON [RAPPORT], with a Python that has pylsl.

The graph is the least that both run: a stream of LSL in, one channel of 1000 Hz, and the same out. In Timeflux that is
timeflux.nodes.lsl.Receive and Send, which take part in every round of its scheduler: 1000 and 100 rounds a second (without a pause
between rounds it takes a core whole). In Rapport it is rapport.source.physio and rapport.sink.lsl, which checks
and measures what it reads besides. meter.c sends and receives. Each runs alone, in turns, in a network of its own; processor time is
that of the graph's processes in the measured seconds. Prints medians of the rounds as Markdown. Needs gcc.

Timeflux 0.17.2 in a Python of its own: pip install timeflux "pylsl==1.16.2" "pandas<3" (it asks pylsl for resolve_stream, which later
ones have no more).
"""
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pylsl

here = Path(__file__).resolve().parent
WARM_UP, SECONDS = 15, 10
library = next((Path(pylsl.__file__).parent / "lib").glob("liblsl.so*")).resolve()
rapport = Path(sys.argv[3]) if len(sys.argv) > 3 else next(here.parents[2].glob("src/target/rapport-*/rapport-*"))
os.environ["PYLSL_LIB"] = str(library)  # for both: what pylsl 1.16 has of its own is older, or nothing
isolated = ["unshare", "-rn", "sh", "-c", "ip link set lo up; ip link set lo multicast on; ip route add 224.0.0.0/4 dev lo; "
            'exec "$@"', "sh"]
TIMEFLUX = """
graphs:
  - rate: {rate}
    nodes:
      - {{ id: in, module: timeflux.nodes.lsl, class: Receive, params: {{ prop: name, value: In }} }}
      - {{ id: out, module: timeflux.nodes.lsl, class: Send, params: {{ name: Out, type: ECG, rate: 1000 }} }}
    edges:
      - {{ source: in, target: out }}
"""
RAPPORT = """
{ "rapport.source.physio~in": { "role": "receiver", "stream": "In" },
  "rapport.sink.lsl~out": { "inputs": "in", "stream": "Out" } }
"""


def tree(root):
    """The process and all below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(stat.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(stat.parent.name))
        except OSError:
            pass  # it has ended
    found, left = [], [root]
    while left:
        found.append(left.pop())
        left += parents.get(found[-1], [])
    return found


def processor(root):
    fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in tree(root)]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def measure(folder, graph):
    """Median and 99 % of the latency in ms, processor time in % of a core, and lost samples."""
    inside = f'"$1" {WARM_UP} {SECONDS} & meter=$!; shift; "$@" > {folder}/graph.log 2>&1 & echo $!; wait $meter; kill $!; wait'
    lab = subprocess.Popen([*isolated, "sh", "-c", inside, "sh", f"{folder}/meter", *graph], stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL, text=True)
    program = int(lab.stdout.readline())
    time.sleep(WARM_UP)
    if not Path(f"/proc/{program}").exists():
        sys.exit(f"{graph[0]} has ended:\n" + Path(folder, "graph.log").read_text())
    before = processor(program)
    time.sleep(SECONDS)
    took = processor(program) - before
    family = tree(program)
    median, most, lost = (float(word) for word in lab.stdout.readline().split())
    lab.wait()
    for pid in family:  # Timeflux leaves processes behind on a busy computer
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return median / 1000, most / 1000, 100 * took / SECONDS, lost


with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["gcc", "-O2", "-o", f"{folder}/meter", here / "meter.c", library, f"-Wl,-rpath,{library.parent}", "-lpthread"],
                   check=True)
    graphs = {}
    Path(folder, "pipelines").mkdir()
    Path(folder, "pipelines/pass.json").write_text(RAPPORT)
    graphs["Rapport"] = [str(rapport / "bin/rapport"), "run", "--no-page", "--pipelines", f"{folder}/pipelines"]
    for rate in (1000, 100):
        Path(folder, f"rate-{rate}.yaml").write_text(TIMEFLUX.format(rate=rate))
        graphs[f"Timeflux, rate {rate}"] = [sys.argv[2], "-m", "timeflux", f"{folder}/rate-{rate}.yaml"]
    taken = {name: [] for name in graphs}
    for _ in range(int(sys.argv[1])):
        for name, graph in graphs.items():
            taken[name].append(measure(folder, graph))
            print(name, *(f"{value:.2f}" for value in taken[name][-1]), file=sys.stderr, flush=True)
    print("| | latency, median | 99 % | processor, % of a core | lost |\n|---|---|---|---|---|")
    for name, rounds in taken.items():
        median, most, cores, lost = (statistics.median(values) for values in zip(*rounds))
        print(f"| {name} | {median:.2f} ms | {most:.2f} ms | {cores:.1f} | {lost:.0f} |")
