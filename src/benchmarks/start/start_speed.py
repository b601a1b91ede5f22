"""What short commands take: start_speed.py ROUNDS RAPPORT... with folders of distributions, such as an earlier one.

Each command of each distribution is run in turns, after two runs that make what is kept in caches; prints medians (least) of the
processor time, the start script's included, and of the time that passes, in seconds.
"""
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

repository = Path(__file__).resolve().parents[3]
commands = {
    "--help": ["--help"],
    "check": ["check", str(repository / "examples/demo/impression.json")],
    "inspect": ["inspect", str(repository / "bundles/org.rapport.xdf/src/test/resources/corpus/numbers.xdf")],
}


def run(program):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    passed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, passed


rounds = int(sys.argv[1])
programs = {"java -version": ["java", "-Xshare:auto", "-version"]}
for home in sys.argv[2:]:
    for name, words in commands.items():
        programs[f"{home}: {name}"] = [str(Path(home) / "bin/rapport"), *words]
took = {name: [] for name in programs}
for turn in range(rounds + 2):
    for name, program in programs.items():
        times = run(program)
        if turn >= 2:
            took[name].append(times)
for name, times in took.items():
    processor, passed = zip(*times)
    print(f"{name}: processor {statistics.median(processor):.2f} ({min(processor):.2f}), "
          f"passed {statistics.median(passed):.2f} ({min(passed):.2f})")
