#!/bin/sh
# One training in parts on SLURM. On the login node, in this folder (see src/docs/cluster.md):
#   . ./run.env; $RAPPORT $COMMAND --list-parts > parts.txt
#   sbatch --array=1-$(wc -l < parts.txt) slurm.sh
# Some parts again: --array=7,12-14. A part that is preempted or runs out of time is put back into the queue and goes on with its last whole epoch.
#SBATCH --job-name=rapport
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=08:00:00
#SBATCH --signal=TERM@60
#SBATCH --output=part-%a.log
# For a GPU a part, with a distribution that is built for it, and --device gpu in COMMAND:
##SBATCH --gres=gpu:1
set -eu
cd "${SLURM_SUBMIT_DIR:-.}"
. ./run.env
part=$(sed -n "${SLURM_ARRAY_TASK_ID}p" parts.txt)
code=0
# srun, so that SLURM's signal reaches the program and not this script alone
# shellcheck disable=SC2086 # COMMAND is words
srun --ntasks=1 $RAPPORT $COMMAND --part "$part" || code=$?
# 130 and 143: told to stop before its time; what it has is kept
if [ "$code" -eq 130 ] || [ "$code" -eq 143 ]; then scontrol requeue "$SLURM_JOB_ID"; fi
exit "$code"
