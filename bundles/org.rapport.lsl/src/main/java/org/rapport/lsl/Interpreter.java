package org.rapport.lsl;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;
import org.rapport.lsl.dialects.Dialect;
import org.rapport.lsl.dialects.Interpretation;
import org.rapport.lsl.dialects.Units;

/** Finds out what a stream's channels mean: by the dialect that is asked for, by the first that knows it, or by its own words. */
final class Interpreter {
    /** A thousandfold of what any device sends, and still no burden. */
    private static final int MOST_CHANNELS = 100_000;

    private final List<Dialect> dialects;
    private final Units units = Units.known();

    Interpreter(List<Dialect> dialects) {
        this.dialects = dialects;
    }

    /**
     * What a stream means to a source of one kind.
     *
     * @param forced the dialect to use, empty to recognise it
     * @throws IllegalArgumentException if it cannot be read; one line with the mend
     */
    Interpretation interpret(StreamInfo info, SourceKind kind, String forced) {
        if (info.format() == ChannelFormat.STRING) {
            throw new IllegalArgumentException("stream " + info.name() + " sends text, not numbers; choose another stream");
        }
        if (info.channelCount() > MOST_CHANNELS) {
            throw new IllegalArgumentException("stream " + info.name() + " has " + info.channelCount() + " channels, more than "
                    + MOST_CHANNELS + "; choose another stream");
        }
        Interpretation whole = byDialect(info, forced).orElseGet(() -> ownWords(info, kind));
        if (whole.dialect().isEmpty()) {
            if (whole.used().isEmpty()) {
                throw new ForeignContentException(
                        "stream " + info.name() + " (" + info.type() + ") has no channel of which it is known that "
                                + kind.nodeType() + " reads it; choose another stream, or " + MappingFile.advice(info));
            }
            return whole;
        }
        Interpretation own = whole.only(kind.contents(), "not read by " + kind.nodeType());
        if (own.used().isEmpty()) {
            throw new ForeignContentException(nothing(info, kind, whole));
        }
        return own;
    }

    /**
     * What the sources make of a stream that read it for what it is, by kind and in the order of the kinds. Labels may be called
     * anything, so they are what else nobody reads, or what is found for them.
     */
    Map<SourceKind, Interpretation> readers(StreamInfo info) {
        Map<SourceKind, Interpretation> readers = new EnumMap<>(SourceKind.class);
        for (SourceKind kind : SourceKind.values()) {
            if (kind != SourceKind.LABEL || readers.isEmpty() || isFound(info, kind)) {
                try {
                    Interpretation meaning = interpret(info, kind, "");
                    if (!Collections.disjoint(meaning.types(), kind.contents())) {
                        readers.put(kind, meaning);
                    }
                } catch (IllegalArgumentException e) {
                    // this kind refuses it
                }
            }
        }
        return readers;
    }

    /** Whether a source of a kind looks for such a stream though no setting chooses it. */
    boolean isFound(StreamInfo info, SourceKind kind) {
        return SourceSettings.plain(kind).chooses(info, dialects);
    }

    /**
     * What a stream means to whoever reads it: by its dialect, or what the first source that reads it makes of it; where none
     * does,
     * what its own words say.
     *
     * @throws IllegalArgumentException if it does not say enough; one line with the mend
     */
    Interpretation meaning(StreamInfo info) {
        return byDialect(info, "").or(() -> readers(info).values().stream().findFirst())
                .orElseGet(() -> ownWords(info, SourceKind.PHYSIO));
    }

    /** What a stream says to a source of one kind without any dialect. */
    Interpretation ownWords(StreamInfo info, SourceKind kind) {
        return new SelfDescription(info, kind, units).read();
    }

    /** What a dialect makes of a stream; empty if none knows it. */
    Optional<Interpretation> byDialect(StreamInfo info, String forced) {
        if (!forced.isEmpty()) {
            Dialect dialect = dialects.stream().filter(one -> one.name().equals(forced)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(unknown(forced)));
            return Optional.of(dialect.interpret(info, "the setting \"dialect\" says so"));
        }
        return dialects.stream().flatMap(dialect -> dialect.recognise(info).map(why -> dialect.interpret(info, why)).stream())
                .findFirst();
    }

    /** Says that there is no such dialect, and which there are. */
    String unknown(String name) {
        return "there is no dialect \"" + name + "\"; there are "
                + dialects.stream().map(Dialect::name).sorted().collect(Collectors.joining(", "));
    }

    private static String nothing(StreamInfo info, SourceKind kind, Interpretation whole) {
        String head = "stream " + info.name() + " is of the dialect " + whole.dialect() + ", in which it has nothing that "
                + kind.nodeType() + " reads; ";
        if (whole.used().isEmpty()) {
            return head + MappingFile.advice(info);
        }
        return head + "read its " + String.join(", ", whole.types()) + " with "
                + whole.types().stream().flatMap(type -> SourceKind.reading(type).stream()).map(SourceKind::nodeType).distinct()
                        .collect(Collectors.joining(", "));
    }
}
