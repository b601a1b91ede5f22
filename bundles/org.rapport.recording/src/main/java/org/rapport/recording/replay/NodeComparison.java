package org.rapport.recording.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node made live beside what it makes of the recording, sample by sample: samples of one time are one and the same.
 *
 * @param head samples at the beginning that differ because they were made of what came before the recording began, or have
 *        other columns because not all devices were there
 * @param both samples that are in both, without those
 * @param equal those of them whose values are equal to the bit
 * @param greatest the greatest difference of two values, 0 if there is none; infinite where one of two is missing
 * @param firstDifference time of the first sample that differs, NaN if there is none
 * @param channels the paths of the channels that differ
 * @param onlyLive samples that the replay lacks
 * @param firstOnlyLive time of the first of them, NaN if there is none
 * @param onlyReplay samples that were not made live, though others before and after were
 * @param outside the same before and after all that were made live: nobody recorded then
 * @param first time of the first sample in both, NaN if there is none
 */
record NodeComparison(long head, long both, long equal, double greatest, double firstDifference, Set<String> channels,
        long onlyLive, double firstOnlyLive, long onlyReplay, long outside, double first) {
    /** Channels that are named. */
    private static final int SHOWN = 4;

    boolean isEqual() {
        return equal > 0 && both == equal && onlyLive == 0 && onlyReplay == 0;
    }

    private String somePaths() {
        String some = channels.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return channels.size() <= SHOWN ? some : some + " and " + (channels.size() - SHOWN) + " more channels";
    }

    /** In words: one line, and one for each thing that is not as it was. */
    List<String> lines(String node) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s: %d samples live, %d of them again, %d equal to the bit: %s", node,
                head + both + onlyLive, both, equal, isEqual() ? "the same" : "not the same"));
        if (head > 0) {
            lines.add("  " + head
                    + " of the first are not compared: they were made of what came before the recording began, or before "
                    + "all devices were there");
        }
        if (equal < both) {
            lines.add(String.format(Locale.ROOT, "  %d differ, the first at %.3f s, by at most %s, in %s", both - equal,
                    firstDifference - first, Double.isInfinite(greatest) ? "a value that is missing in one of them"
                            : String.format(Locale.ROOT, "%.3g", greatest),
                    somePaths()));
        }
        if (onlyLive > 0) {
            lines.add(String.format(Locale.ROOT,
                    "  %d were made live only, the first at %.3f s: the recording lacks what they were made of "
                            + "(it began later, ended earlier, or lost samples; rapport inspect tells)",
                    onlyLive, firstOnlyLive - first));
        }
        if (onlyReplay > 0) {
            lines.add(String.format(Locale.ROOT, "  %d were made again only: live, the node was too slow or not running then",
                    onlyReplay));
        }
        if (outside > 0) {
            lines.add("  " + outside + " more belong to the recording's beginning or end, and do not count as differences");
        }
        return lines;
    }
}
