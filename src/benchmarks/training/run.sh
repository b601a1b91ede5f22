#!/usr/bin/env bash
# Compares the speed of training with PyTorch's: run.sh PYTHON [ROUNDS [STEPS]]; or tells where the time goes: run.sh profile
# PYTHON has torch and numpy. Windows of 100 steps, batches of 32, the default network with all losses, dropout and Adam,
# attention by scaled_dot_product_attention on PyTorch's side. The two take turns, each round in new processes that are kept
# to 1 or 2 cores; of each process the median step counts, and of the rounds the median ratio. PRECISIONS="float32 bfloat16"
# compares both (PyTorch's by autocast), on a processor that has them; WIDTHS="412 68" one network only.
set -euo pipefail
cd "$(dirname "$0")"
python=${1:?the path of a Python that has torch, or: profile}
rounds=${2:-5}
steps=${3:-20}
bundles=../../../bundles

mvn -q -f "$bundles/org.rapport.model/pom.xml" -DskipTests install
mvn -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath
export TF_CPP_MIN_LOG_LEVEL=2 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$bundles/org.rapport.model/src/test/python

ours() { # PROGRAM CORES WIDTHS PRECISION
  # shellcheck disable=SC2086
  taskset -c "$2" java -Xmx1g -Dorg.bytedeco.javacpp.cachedir="$bundles/org.rapport.tensorflow/target/natives" \
    -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -cp "target/classes:$(cat target/classpath)" \
    "org.rapport.model.$1" $3 "$steps" "${4:-float32}" 2> /dev/null
}

pytorch() { # CORES THREADS WIDTHS PRECISION
  # shellcheck disable=SC2086
  taskset -c "$1" "$python" training_speed.py "$2" $3 "$steps" "$4"
}

if [ "$python" = profile ]; then
  for cores in 0 0,1; do
    echo "412 + 68 features, cores $cores: $(ours network.StepProfile "$cores" "412 68")"
  done
  exit
fi

"$python" -c 'import torch; print("PyTorch", torch.__version__)'
IFS=, read -ra networks <<< "${WIDTHS:-412 68,58 57}"
for widths in "${networks[@]}"; do
  for threads in 1 2; do
    cores=0$([ "$threads" = 1 ] || echo ,1)
    for precision in ${PRECISIONS:-float32}; do
      for _ in $(seq "$rounds"); do
        echo "$(ours benchmark.TrainingSpeed "$cores" "$widths" "$precision") $(pytorch "$cores" "$threads" "$widths" "$precision")"
      done | "$python" summary.py "$widths" "$threads" "$precision"
    done
  done
done
