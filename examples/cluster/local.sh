#!/bin/sh
# The same on one machine, to try it: so many processes at once, then the report. ./local.sh 3
set -eu
cd "$(dirname "$0")"
. ./run.env
count=${1:-3}
processes=
for k in $(seq "$count" -1 1); do
    # shellcheck disable=SC2086 # COMMAND is words
    $RAPPORT $COMMAND --part "$k/$count" > "part-$k.log" 2>&1 &
    processes="$processes $!"
done
for process in $processes; do wait "$process"; done
# shellcheck disable=SC2086
exec $RAPPORT $COMMAND --report-only
