#!/usr/bin/env bash
# How soon all devices of so many dyads are found by desc/role and desc/dyad: run.sh [PYTHON [DYADS...]]
# PYTHON has pylsl, whose native outlets are found as well. The distribution is built. In a network of its own, or it finds others.
# LOOKS=N: so many seekers, one after the other, look for the same outlets: the first one pays for Java's compiler.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../..
python=${1:-}
shift || true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=${RAPPORT:-$(echo "$root"/src/target/rapport-*/rapport-*)} # another distribution to compare with
libraries=$(find "$home/bundles" -name 'org.lsl4j-*.jar' -o -name 'org.rapport.lsl-*.jar' -o -name 'org.rapport.api-*.jar' | tr '\n' ':')
libraries=$libraries:$(find "$home"/{bin,bundles} -name 'slf4j-api*.jar' -o -name '*osgi*.jar' | tr '\n' ':')
javac -cp "$libraries" -d "$work" "$here"/java/org/rapport/lsl/Discovery.java
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }

round() { # OUTLETS SEEKER DYADS
  : > "$work/outlets"
  case $1 in
    ours) java -Xmx512m -cp "$work:$libraries" org.rapport.lsl.Discovery outlets "$3" > "$work/outlets" 2> /dev/null & ;;
    native) "$python" "$here/outlets.py" "$3" > "$work/outlets" 2> /dev/null & ;;
  esac
  local sender=$! before look
  until grep -q ready "$work/outlets"; do kill -0 $sender || exit 1; sleep 0.1; done
  for look in $(seq "${LOOKS:-1}"); do
    before=$(ticks $sender)
    { TIMEFORMAT=%U; time java -cp "$work:$libraries" org.rapport.lsl.Discovery "$2" "$3" > "$work/found" 2> /dev/null; } 2> "$work/time"
    echo "$3 dyads, $1 outlets, $([ "$2" = one ] && echo one look around || echo a query each): $(cat "$work/found"), the seeker's processor time $(cat "$work/time") s," \
      "outlets' processor time $(awk -v a="$before" -v b="$(ticks $sender)" 'BEGIN {printf "%.2f", (b - a) / 100}') s," \
      "load average $(cut -d' ' -f1 /proc/loadavg)"
  done
  kill $sender
  wait $sender 2> /dev/null || true
}

for dyads in "${@:-24}"; do
  round ours each "$dyads"
  round ours one "$dyads"
  if [ -n "$python" ]; then
    round native each "$dyads"
    round native one "$dyads"
  fi
done
