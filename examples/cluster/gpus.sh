#!/bin/sh
# Tells a Spark worker which graphics cards its node has (spark.worker.resource.gpu.discoveryScript); see src/docs/cluster.md.
set -eu
cards=$(nvidia-smi --query-gpu=index --format=csv,noheader | sed 's/.*/"&"/' | paste -sd, -)
echo "{\"name\": \"gpu\", \"addresses\": [$cards]}"
