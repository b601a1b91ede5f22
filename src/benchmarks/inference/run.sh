#!/usr/bin/env bash
# Compares what one prediction takes with ONNX Runtime's run of the same window: run.sh PYTHON [ROUNDS [PREDICTIONS]]
# PYTHON has onnxruntime. 412 + 68 features, windows of 100 steps, a prediction every five rows. The two take turns, each round
# in new processes that are kept to one core.
set -euo pipefail
cd "$(dirname "$0")"
python=${1:?the path of a Python that has onnxruntime}
rounds=${2:-3}
predictions=${3:-2000}
bundles=../../../bundles
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -q -f "$bundles/org.rapport.model/pom.xml" -DskipTests install
mvn -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath
export TF_CPP_MIN_LOG_LEVEL=2
for architecture in paper causal gru lstm; do
  for _ in $(seq "$rounds"); do
    ours=$(taskset -c 0 java -Xmx512m -Dorg.bytedeco.javacpp.cachedir="$bundles/org.rapport.tensorflow/target/natives" \
      -cp "target/classes:$(cat target/classpath)" org.rapport.model.benchmark.PredictionLatency "$work" "$architecture" "$predictions" 2> "$work/errors" || { cat "$work/errors" >&2; exit 1; })
    echo "$architecture: $ours  $(taskset -c 0 "$python" onnx_latency.py "$work/model.onnx" 1 "$predictions")"
  done
done
