#!/usr/bin/env bash
# Runs so many dyads in one runtime, five predictions a second each, and tells what that takes: run.sh DYADS [SECONDS [FROM]]
# The distribution is built. One process sends eight devices a dyad and receives the predictions; the runtime's threads, memory
# and processor time are those of the seconds from FROM to the end. It needs a network of its own, or finds the streams of others.
# RESENT=1 also sends every stream out again, so that each arrival wakes its reader.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../..
dyads=${1:?how many dyads}
seconds=${2:-90}
from=${3:-40}
home=${RAPPORT:-$(echo "$root"/src/target/rapport-*/rapport-*)} # another distribution to compare with
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries=$(echo "$root"/bundles/{org.lsl4j,org.rapport.api,org.rapport.simulation,org.rapport.dsp,org.rapport.json}/target/classes | tr ' ' ':')
libraries=$libraries:$(find "$home/bin" "$home/bundles" -name 'slf4j-api*.jar' -o -name 'logback-*.jar' -o -name '*picocli*.jar' -o -name '*osgi*.jar' | tr '\n' ':')
mkdir "$work/classes" "$work/pipelines"
javac -cp "$libraries" -d "$work/classes" "$here"/java/org/rapport/simulation/command/LightDyads.java
for dyad in $(seq 0 $((dyads - 1))); do
  sed -e "s/desc\/role=/desc\/dyad='d$dyad' and &/" -e "s/\"Impression\"/\"Impression-d$dyad\"/" \
    -e "s,examples/demo/model,$home/examples/demo/model," -e 's/, "shares": 1/, "timing": false/' -e '/sink.csv/d' -e '/sink.console/d' \
    -e '/A recorder that/,/^  }/d' \
    ${RESENT:+-e "s/^  \"rapport\.source\.[a-z]*~\([a-z-]*\)\".*/&\n  \"rapport.sink.lsl~again-\1\": { \"inputs\": \"\1\", \"stream\": \"d$dyad-\1\" },/"} \
    -e "s/\"stream\": \"Impression-d$dyad\" },/\"stream\": \"Impression-d$dyad\" }/" \
    "$home/examples/demo/impression.json" > "$work/pipelines/d$dyad.json"
done
cat > "$work/quiet.xml" <<'XML'
<configuration><root level="ERROR"/></configuration>
XML
java -Xmx512m -Dlogback.configurationFile="$work/quiet.xml" -cp "$work/classes:$libraries" \
  org.rapport.simulation.command.LightDyads "$dyads" "$seconds" "$from" > "$work/sender" 2>&1 &
sender=$!
until grep -q outlets "$work/sender" || ! kill -0 $sender; do sleep 0.1; done
# from the start: to begin a recording in the middle stops a busy runtime for seconds
[ -z "${JFR:-}" ] || export JAVA_OPTS="${JAVA_OPTS:-} -XX:StartFlightRecording=settings=profile,filename=$JFR"
"$home/bin/rapport" run --no-page --pipelines "$work/pipelines" --seconds $((seconds + 5)) > "$work/runtime" 2>&1 &
runtime=$!
sleep "$from"
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
before=$(ticks $runtime) sent=$(ticks $sender) then=$(date +%s.%N)
sleep $((seconds - from - 10))
threads=$(awk '/^Threads/ {print $2}' /proc/$runtime/status)
memory=$(awk '/^VmRSS/ {print int($2 / 1024)}' /proc/$runtime/status)
[ -z "${DUMP:-}" ] || jcmd $runtime Thread.print > "$DUMP"
awk -v a="$before" -v b="$(ticks $runtime)" -v c="$sent" -v d="$(ticks $sender)" -v t="$then" -v now="$(date +%s.%N)" -v n="$dyads" \
  -v threads="$threads" -v memory="$memory" -v load="$(cut -d' ' -f1 /proc/loadavg)" 'BEGIN {
    printf "%d dyads: runtime %.1f %% of a core a dyad (%.2f cores), sender %.2f cores; %d threads, %d MB resident; load average %s\n",
      n, (b - a) / (now - t) / n, (b - a) / (now - t) / 100, (d - c) / (now - t) / 100, threads, memory, load }'
wait $sender || true
tail -1 "$work/sender"
[ -z "${LOG:-}" ] || cp "$work/runtime" "$LOG"
wait $runtime || { tail -3 "$work/runtime"; exit 1; }
