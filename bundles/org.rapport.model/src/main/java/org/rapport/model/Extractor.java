package org.rapport.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.api.signal.Channel;

/**
 * What computed a channel, compared by what it computes and not by how its program is called: a feature set, and the version
 * from which on its values are others.
 *
 * <p>Releases of one major version compute the same ({@code OpenFace 2} and {@code OpenFace 2.2.0}). All releases of openSMILE
 * make the same of one configuration; where none is named, it is IS09_emotion, whose names its columns have. That is what
 * {@code rapport.audio.features} computes as well, under the name {@code openSMILE IS09}, apart from the positions of extremes:
 * where one comes twice, rounding decides which is told (OpenSmileInteropTest compares every column).
 *
 * @param program its name, without what the next two say
 * @param set the configuration that names its features, empty if the program has but one
 * @param version the part of its version that matters, empty if it is not said or does not matter
 */
public record Extractor(String program, String set, String version) {
    private static final Pattern NUMBER = Pattern.compile("[-_ ]+v?(\\d+)(?:\\.(\\d+))?[.\\d]*\\w*$");
    private static final Pattern OPENSMILE = Pattern.compile("opensmile\\b(.*)");
    private static final Pattern RELEASE = Pattern.compile("(?:^|[\\s_-])v?(\\d+(?:\\.\\d+)*)(?=$|[\\s,_-])");
    private static final String IS09 = "is09";
    /** Of the functionals of IS09_emotion, those that are not the same from openSMILE and from the node. */
    private static final List<String> POSITIONS = List.of("_maxpos", "_minpos");

    /** What a stream or a contract says of a channel. */
    public static Extractor of(Channel channel) {
        String words = channel.extractor().strip().toLowerCase(Locale.ROOT);
        Matcher openSmile = OPENSMILE.matcher(words);
        if (openSmile.matches()) {
            return openSmile(openSmile.group(1), channel.label().toLowerCase(Locale.ROOT));
        }
        Matcher number = NUMBER.matcher(words);
        if (!number.find() || number.start() == 0) {
            return new Extractor(words, "", "");
        }
        boolean young = number.group(1).equals("0") && number.group(2) != null;
        return new Extractor(words.substring(0, number.start()).strip(), "", young ? "0." + number.group(2) : number.group(1));
    }

    private static Extractor openSmile(String words, String label) {
        Matcher release = RELEASE.matcher(words);
        boolean released = release.find();
        String named = (released ? words.substring(0, release.start()) + " " + words.substring(release.end()) : words)
                .replaceAll("[\\s_,()-]+|\\.conf", "");
        boolean is09 = named.isEmpty() || named.startsWith(IS09) || named.startsWith("emois09");
        boolean exact = POSITIONS.stream().anyMatch(label::endsWith);
        // the node says no release; openSMILE's tables do
        return new Extractor("opensmile", is09 ? IS09 : named, is09 && exact && released ? "itself" : "");
    }

    /** Whether two channels of one name and unit hold the same, as far as their programs go. */
    public static boolean same(Channel one, Channel other) {
        return one.extractor().equals(other.extractor()) || of(one).equals(of(other));
    }
}
