#!/bin/sh
# Compares reading speed with pyxdf: [KINDS="lab eeg"] run.sh PYTHON [MEGABYTES]
# PYTHON has pyxdf; the bundle org.rapport.xdf is built. Every reader runs ROUNDS times in turn, the best time counts.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=$1
megabytes=${2:-500}
rounds=${ROUNDS:-3}
classes=$here/../../../bundles/org.rapport.xdf/target/classes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac -cp "$classes" -d "$work" "$here/ReadSpeed.java"

java_read() { # HEAP MODE
    java "-Xmx$1" -cp "$classes:$work" ReadSpeed "$2" "$work/r.xdf"
}

for kind in ${KINDS:-lab eeg}; do
    java -cp "$classes:$work" ReadSpeed "write-$kind" "$work/r.xdf" "$megabytes"
    for round in $(seq "$rounds"); do
        java_read 3g read >> "$work/$kind.read"
        java_read 3g again >> "$work/$kind.again"
        java_read 64m visit >> "$work/$kind.visit"
        "$python" "$here/read_speed.py" "$work/r.xdf" raw >> "$work/$kind.raw" 2> /dev/null
        "$python" "$here/read_speed.py" "$work/r.xdf" default >> "$work/$kind.default" 2> /dev/null
    done
    rm "$work/r.xdf"
    awk -v kind="$kind" -v megabytes="$megabytes" '
        { if (!(FILENAME in best) || $1 < best[FILENAME]) best[FILENAME] = $1 }
        END {
            for (name in best) { reader = name; sub(/.*\./, "", reader); time[reader] = best[name] }
            printf "%s, %d MB\n", kind, megabytes
            printf "  seconds: %.2f into arrays by a fresh Java machine, %.2f by one that has read before, %.2f chunk by chunk in a heap of 64 MB; pyxdf %.2f raw, %.2f by default\n",
                time["read"], time["again"], time["visit"], time["raw"], time["default"]
            for (k = 1; k <= split("raw default", peers, " "); k++)
                printf "  times as fast as pyxdf %s: %.1f into arrays by a fresh machine, %.1f again, %.1f chunk by chunk\n",
                    peers[k], time[peers[k]] / time["read"], time[peers[k]] / time["again"], time[peers[k]] / time["visit"]
        }' "$work/$kind.read" "$work/$kind.again" "$work/$kind.visit" "$work/$kind.raw" "$work/$kind.default"
done
