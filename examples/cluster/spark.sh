#!/bin/sh
# A master or a worker of a Spark cluster for Rapport, in the foreground until Ctrl-C; see src/docs/cluster.md.
#   ./spark.sh secret                    once, on one machine: makes spark.conf; copy it to every node as it is
#   ./spark.sh master ADDRESS            on one node
#   ./spark.sh worker ADDRESS MASTER     on every node that computes; MASTER is the master's address
# ADDRESS is this machine's in the lab's network: nothing listens on another one. SPARK_HOME names Spark's folder. What follows goes
# to Spark as it is: --port, --cores, --memory, --work-dir.
set -eu
conf=${SPARK_OPTIONS:-spark.conf}
if [ "$1" = secret ]; then
    umask 077
    set -C # an old one is never replaced
    cat > "$conf" << EOF
spark.authenticate true
spark.authenticate.secret $(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
spark.network.crypto.enabled true
spark.master.rest.enabled false
spark.ui.enabled false
EOF
    exit
fi
case "$(ls -lL "$conf")" in
    -r?-------*) ;;
    *)
        echo "$conf: others can read or change it, and it holds the secret of the cluster: chmod 600 $conf" >&2
        exit 1
        ;;
esac
role=$1
address=$2
shift 2
case "$role" in
    master) class=org.apache.spark.deploy.master.Master ;;
    worker)
        class=org.apache.spark.deploy.worker.Worker
        master=spark://$1:${SPARK_MASTER_PORT:-7077}
        shift
        ;;
esac
export SPARK_HOME SPARK_SCALA_VERSION=2.13
# the web pages of Spark, which have no password and cannot be switched off, are for this machine alone
export SPARK_LOCAL_IP=127.0.0.1
opens=
for name in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    opens="$opens --add-opens=java.base/$name=ALL-UNNAMED"
done
# shellcheck disable=SC2086 # one word each
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -XX:+UseSerialGC $opens -cp "$SPARK_HOME/jars/*" "$class" --host "$address" \
    --properties-file "$conf" "$@" ${master:+"$master"}
