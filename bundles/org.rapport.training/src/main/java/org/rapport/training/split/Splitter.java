package org.rapport.training.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.rapport.training.data.Session;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/** Splits a study's sessions by one of the {@link Protocol}s. The same study and options always give the same split. */
public final class Splitter {
    /** A recording is mixed in this many parts. */
    private static final int MIXED_PARTS = 10;

    private final Study study;
    private final SplitOptions options;

    private Splitter(Study study, SplitOptions options) {
        this.study = study;
        this.options = options;
    }

    /** @throws StudyException if there are too few people for it */
    public static Split split(Study study, SplitOptions options) throws StudyException {
        Splitter splitter = new Splitter(study, options);
        return switch (options.protocol()) {
            case BY_DYAD -> splitter.byDyad();
            case BY_RECEIVER -> splitter.by("receiver", Session::receiver);
            case BY_EMITTER -> splitter.by("emitter", Session::emitter);
            case MIXED -> splitter.mixed();
        };
    }

    private Split byDyad() throws StudyException {
        List<List<Session>> groups = Acquaintances.groups(study.sessions());
        int needed = Parts.needed(options);
        if (groups.size() >= needed) {
            return whole(Parts.of(groups, options), 0);
        }
        List<String> emitters = study.sessions().stream().map(Session::emitter).distinct().toList();
        List<String> receivers = study.sessions().stream().map(Session::receiver).distinct().toList();
        if (emitters.size() >= needed && receivers.size() >= needed) {
            return crossed(Parts.of(emitters, options), Parts.of(receivers, options));
        }
        throw new StudyException(study.folder() + ": its sessions fall into " + groups.size()
                + " group(s) of people who never met, "
                + "but a split without a person on two sides needs " + needed + "; add sessions with other people, or choose "
                + "another --split");
    }

    /** Where everybody met everybody, sessions that join people of two sides belong to none of them. */
    private Split crossed(Parts<String> emitters, Parts<String> receivers) throws StudyException {
        List<Excerpt> training = between(emitters.training(), receivers.training());
        List<Excerpt> validation = between(emitters.validation(), receivers.validation());
        List<Excerpt> test = between(emitters.test(), receivers.test());
        if (training.isEmpty() || validation.isEmpty() || test.isEmpty()) {
            throw new StudyException(study.folder() + ": with this --seed no people who met are left on one side of the split; "
                    + "try another --seed or --split");
        }
        return new Split(Protocol.BY_DYAD, options.name(), training, validation, test,
                study.sessions().size() - training.size() - validation.size() - test.size());
    }

    private List<Excerpt> between(List<String> emitters, List<String> receivers) {
        Set<String> someEmitters = new HashSet<>(emitters);
        Set<String> someReceivers = new HashSet<>(receivers);
        Predicate<Session> joins = session -> someEmitters.contains(session.emitter())
                && someReceivers.contains(session.receiver());
        return study.sessions().stream().filter(joins).map(Excerpt::whole).toList();
    }

    private Split by(String role, Function<Session, String> person) throws StudyException {
        Map<String, List<Session>> groups = new LinkedHashMap<>();
        for (Session session : study.sessions()) {
            groups.computeIfAbsent(person.apply(session), key -> new ArrayList<>()).add(session);
        }
        if (groups.size() < Parts.needed(options)) {
            throw new StudyException(study.folder() + ": has " + groups.size() + " " + role + "(s), but a split by " + role
                    + " needs "
                    + Parts.needed(options) + "; add sessions with others, or choose another --split");
        }
        return whole(Parts.of(List.copyOf(groups.values()), options), 0);
    }

    private Split whole(Parts<List<Session>> parts, int unused) {
        return new Split(options.protocol(), options.name(), flat(parts.training()), flat(parts.validation()), flat(parts.test()),
                unused);
    }

    private static List<Excerpt> flat(List<List<Session>> groups) {
        return groups.stream().flatMap(List::stream).map(Excerpt::whole).toList();
    }

    private Split mixed() {
        List<Excerpt> pieces = new ArrayList<>();
        for (Session session : study.sessions()) {
            for (int i = 0; i < MIXED_PARTS; i++) {
                pieces.add(new Excerpt(session, (double) i / MIXED_PARTS, (i + 1.0) / MIXED_PARTS));
            }
        }
        Parts<Excerpt> parts = Parts.of(pieces, options);
        return new Split(Protocol.MIXED, options.name(), joined(parts.training()), joined(parts.validation()),
                joined(parts.test()), 0);
    }

    /** Neighbours on one side need no embargo between them. */
    private List<Excerpt> joined(List<Excerpt> pieces) {
        List<Excerpt> ordered = pieces.stream().sorted(Comparator
                .comparingInt((Excerpt piece) -> study.sessions().indexOf(piece.session())).thenComparingDouble(Excerpt::from))
                .toList();
        List<Excerpt> joined = new ArrayList<>();
        for (Excerpt piece : ordered) {
            Excerpt last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.session().equals(piece.session()) && last.to() == piece.from()) {
                joined.set(joined.size() - 1, new Excerpt(last.session(), last.from(), piece.to()));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }
}
