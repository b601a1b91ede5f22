"""A study of one long table with the means of each emitter channel's last 16, 60 and 180 s as further channels, to see what long
runs bring a network: means.py STUDY OUT. OUT is then trained on like any study."""
import csv
import json
import sys
from collections import defaultdict, deque
from pathlib import Path

SECONDS = 16, 60, 180

study, out = map(Path, sys.argv[1:])
described = json.loads((study / "study.json").read_text())
table = described["table"]
with open(study / table["file"], newline="") as file:
    rows = list(csv.DictReader(file))
people = defaultdict(list)
for row in rows:
    people[row[table["session"]], row[table["person"]]].append(row)
for of_one in people.values():
    of_one.sort(key=lambda row: float(row[table["time"]]))
    for channel in table["emitter"]:
        for seconds in SECONDS:
            last = deque(maxlen=round(seconds / table["interval"]))
            for row in of_one:
                last.append(row[channel])
                known = [float(value) for value in last if value not in ("", "NA", "NaN")]
                row[f"{channel}_{seconds}s"] = sum(known) / len(known) if known else ""
table["emitter"] += [f"{channel}_{seconds}s" for channel in table["emitter"] for seconds in SECONDS]
described["name"] += "-means"
out.mkdir(parents=True)
with open(out / table["file"], "w", newline="") as file:
    writer = csv.DictWriter(file, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
(out / "study.json").write_text(json.dumps(described, indent=2) + "\n")
