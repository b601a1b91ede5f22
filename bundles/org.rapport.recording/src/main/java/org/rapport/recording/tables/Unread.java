package org.rapport.recording.tables;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Formats that are known by their name and not read, and what to do with them. */
final class Unread {
    private static final Map<String, String> ADVICE = new LinkedHashMap<>();

    static {
        ADVICE.put(".vhdr", "is a BrainVision recording, which is not read; record with LabRecorder or 'rapport record', or "
                + "export "
                + "it as a table (in MNE: mne.io.read_raw_brainvision(FILE).to_data_frame().to_csv('eeg.csv', index=False)) "
                + "and let 'rapport study describe eeg.csv' describe that");
        ADVICE.put(".edf", "is an EDF recording, which is not read; export it as a table (in MNE: mne.io.read_raw_edf(FILE)"
                + ".to_data_frame().to_csv('edf.csv', index=False)) and let 'rapport study describe edf.csv' describe that");
        ADVICE.put(".bdf", "is a BDF recording, which is not read; export it as a table (in MNE: mne.io.read_raw_bdf(FILE)"
                + ".to_data_frame().to_csv('bdf.csv', index=False)) and let 'rapport study describe bdf.csv' describe that");
        ADVICE.put(".acq", "is AcqKnowledge's own format, which is not read; save it as text there, and let 'rapport study "
                + "describe' describe that");
        ADVICE.put(".xlsx", "is a workbook; save its sheet as CSV, and let 'rapport study describe' describe that");
        ADVICE.put(".ods", "is a workbook; save its sheet as CSV, and let 'rapport study describe' describe that");
        ADVICE.put(".eaf", "is ELAN's own file; export its tiers as tab-delimited text there, and let 'rapport study describe' "
                + "describe that");
        ADVICE.put(".avro", "is Empatica's Avro file; turn it into CSV with the script that Empatica gives, and let "
                + "'rapport study describe' describe that");
        ADVICE.put(".mat",
                "is a file of MATLAB; write a table there (writetable), and let 'rapport study describe' describe that");
        ADVICE.put(".pkl", "is a file of Python's; write a table there (to_csv), and let 'rapport study describe' describe that");
    }

    private Unread() {
    }

    /** @return the end of a sentence that begins with the file */
    static Optional<String> reason(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ADVICE.entrySet().stream().filter(one -> name.endsWith(one.getKey())).map(Map.Entry::getValue).findFirst();
    }
}
