#!/usr/bin/env bash
# What scoring takes beside the network's own passes: run.sh [TRAINING_SESSIONS [SECONDS]]; the bundles are built.
# With a network's name after them, all of scoring beside an epoch of its training: run.sh 16 138 paper
# CLASSES= the classes, or jars, of an earlier version's training and model bundles to compare with, with : between them
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bundles=$here/../../../bundles
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries=${CLASSES:+$CLASSES:}
for one in training api model dsp json recording tensorflow; do
  libraries=$libraries$bundles/org.rapport.$one/target/classes:
done
if [ $# -gt 2 ]; then
  mvn -q -f "$here/../training/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath"
  libraries=$libraries$(cat "$work/classpath")
fi
export TF_CPP_MIN_LOG_LEVEL=2
javac -cp "$libraries" -d "$work" "$here/ScoringSpeed.java"
java -Xmx2g -Dorg.bytedeco.javacpp.cachedir="$bundles/org.rapport.tensorflow/target/natives" -Dorg.bytedeco.javacpp.maxphysicalbytes=0 \
  ${JFR:+-XX:StartFlightRecording=filename=$JFR,settings=profile} -cp "$work:$libraries" ScoringSpeed "$@"
