#!/usr/bin/env bash
# What resampling costs, live, and on whole recordings beside SciPy: run.sh PYTHON [HOURS]
# PYTHON has SciPy; the bundles are built, or CLASSES names those of another version. The two take turns, the median ratio counts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bundles=$here/../../../bundles
python=${1:?the path of a Python that has SciPy}
hours=${2:-3}
classes=${CLASSES:-$bundles/org.rapport.dsp/target/classes}:$bundles/org.rapport.api/target/classes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac -cp "$classes" -d "$work" "$here/Resampling.java"
ours() { java -Xmx2g -cp "$work:$classes" Resampling "$@"; }
ours live 1000 0
ours live 1000 0.0002
ours live 250 0.0008
ours live 100 0.001
ours live 60 0.001
for _ in 1 2 3; do
  echo "$(ours offline "$hours") $("$python" "$here/scipy_resample.py" "$hours")"
done | awk '{ print $1, $2, $3, $4, $3 / $1, $4 / $2 }' | sort -n -k 5 | awk -v hours="$hours" 'NR == 2 {
  printf "%s h of 1 kHz to 30 Hz: %.2f s (%.2f s of processor time), SciPy %.2f s (%.2f s); SciPy%cs divided by ours %.2f (%.2f)\n",
    hours, $1, $2, $3, $4, 39, $5, $6 }' # median of three rounds by time, best of five each
