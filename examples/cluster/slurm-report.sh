#!/bin/sh
# The report, when all parts are done:
#   sbatch --dependency=afterok:JOB slurm-report.sh
#SBATCH --job-name=rapport-report
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem=8G
#SBATCH --time=01:00:00
#SBATCH --output=report.log
set -eu
cd "${SLURM_SUBMIT_DIR:-.}"
. ./run.env
# shellcheck disable=SC2086 # COMMAND is words
exec $RAPPORT $COMMAND --report-only
