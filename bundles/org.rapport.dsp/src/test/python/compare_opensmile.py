"""What openSMILE's IS09_emotion configuration makes of a WAV file, as comma-separated values with a header, for comparison
with the package org.rapport.dsp.audio.

python compare_opensmile.py descriptors WAV [WINDOW STEP]  one row every 10 ms
python compare_opensmile.py deltas WAV [WINDOW STEP]       one row every 10 ms
python compare_opensmile.py functionals WAV [WINDOW STEP]  one row every STEP seconds
"""
import sys
import tempfile
from pathlib import Path

import opensmile

LEVELS = {
    "descriptors": opensmile.FeatureLevel.LowLevelDescriptors,
    "deltas": opensmile.FeatureLevel.LowLevelDescriptors_Deltas,
    "functionals": opensmile.FeatureLevel.Functionals,
}

with tempfile.TemporaryDirectory() as folder:
    options = {}
    if len(sys.argv) == 5:
        sliding = Path(folder) / "sliding.conf.inc"
        sliding.write_text("\n".join(["frameMode = fixed", f"frameSize = {sys.argv[3]}", f"frameStep = {sys.argv[4]}",
                                      "frameCenterSpecial = left", ""]))
        options["frameModeFunctionalsConf"] = str(sliding)
    smile = opensmile.Smile(opensmile.FeatureSet.IS09, LEVELS[sys.argv[1]], options=options)
    features = smile.process_file(sys.argv[2])
print(features.to_csv(index=False), end="")
