"""org.lsl4j against a program in C on native liblsl: against_c.py ROUNDS [FOLDER], with the Python of an installed pylsl.

Both do the same work (native.c, JavaRound.java), each in a process of its own and in turns, over loopback in a network of its
own. FOLDER holds the classes of another org.lsl4j, such as an earlier one. Prints medians of the rounds as Markdown. Needs gcc.
"""
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pylsl

here = Path(__file__).resolve().parent
repository = here.parents[2]
local = Path(os.environ.get("MAVEN_REPOSITORY", Path.home() / ".m2/repository"))
library = next((Path(pylsl.__file__).parent / "lib").glob("liblsl.so*")).resolve()
isolated = ["unshare", "-rn", "sh", "-c", "ip link set lo up; ip link set lo multicast on; ip route add 224.0.0.0/4 dev lo; "
            'exec "$@"', "sh"]
os.environ["LSLAPICFG"] = str(here / "loopback.cfg")


def jar(group, artifact):
    return str(sorted((local / group / artifact).glob(f"*/{artifact}-[0-9]*.jar"))[-1])


def numbers(program):
    done = subprocess.run([*isolated, *program], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return [float(word) for word in done.stdout.split()[-2:]]


with tempfile.TemporaryDirectory() as folder:
    native = f"{folder}/native"
    subprocess.run(["gcc", "-O2", "-o", native, here / "native.c", library, f"-Wl,-rpath,{library.parent}", "-lpthread"],
                   check=True)
    classes = repository / "bundles/org.lsl4j/target/classes"
    subprocess.run(["javac", "-d", folder, "-cp", f"{classes}:{jar('net/java/dev/jna', 'jna')}",
                    *(here / "java/org/lsl4j/benchmark").glob("*.java")], check=True)
    programs = {"C": [native]}
    for name, place in [("Java", classes), *[("Java, FOLDER", other) for other in sys.argv[2:]]]:
        programs[name] = ["java", "-Xmx1g", "-cp", f"{folder}:{place}:{jar('org/slf4j', 'slf4j-api')}",
                          "org.lsl4j.benchmark.JavaRound"]
    loads = {("median of the latency, us", "99 % of the latency, us"): ["latency"],
             ("samples/s, 512 channels, chunks of 64", "us of CPU a sample"): ["512", "64"]}
    print(f"| | {' | '.join(programs)} |\n|---|{'---|' * len(programs)}")
    for rows, load in loads.items():
        taken = {name: [] for name in programs}
        for _ in range(int(sys.argv[1])):
            for name, program in programs.items():
                taken[name].append(numbers([*program, *load]))
        for column, row in enumerate(rows):
            medians = [statistics.median(one[column] for one in taken[name]) for name in programs]
            print(f"| {row} | {' | '.join(f'{value:.4g}' if value < 1e5 else f'{value:.0f}' for value in medians)} |", flush=True)
