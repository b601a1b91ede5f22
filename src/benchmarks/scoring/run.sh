#!/usr/bin/env bash
# What scoring takes beside the network's own passes: run.sh [TRAINING_SESSIONS [SECONDS]]; the bundles are built.
# CLASSES= the training bundle's classes, or jar, of an earlier version to compare with
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bundles=$here/../../../bundles
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries=${CLASSES:-$bundles/org.rapport.training/target/classes}
for one in api model dsp json recording tensorflow; do
  libraries=$libraries:$bundles/org.rapport.$one/target/classes
done
javac -cp "$libraries" -d "$work" "$here/ScoringSpeed.java"
java -Xmx2g ${JFR:+-XX:StartFlightRecording=filename=$JFR,settings=profile} -cp "$work:$libraries" ScoringSpeed "$@"
