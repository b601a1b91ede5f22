package org.rapport.training.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import org.rapport.training.data.Session;
import org.rapport.training.study.Duplicates;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/** Splits a study's sessions by one of the {@link Protocol}s. The same study and options always give the same split. */
public final class Splitter {
    /** A recording is mixed in this many parts. */
    private static final int MIXED_PARTS = 10;
    private static final int MOST_ATTEMPTS = 100;
    private static final long ANOTHER_SEED = 1_000_003;

    private final Study study;
    private final SplitOptions options;

    private Splitter(Study study, SplitOptions options) {
        this.study = study;
        this.options = options;
    }

    /**
     * @throws StudyException if there are too few people for it or too few sessions to learn from, or one recording is in the
     *         study under two names
     */
    public static Split split(Study study, SplitOptions options) throws StudyException {
        Duplicates.refuse(study);
        Splitter splitter = new Splitter(study, options);
        Split split = switch (options.protocol()) {
            case BY_DYAD -> splitter.byDyad();
            case BY_PERSON -> splitter.crossed("people", splitter::people, Session::emitter, Session::receiver);
            case BY_RECEIVER -> splitter.by("receiver", Session::receiver, Session::emitter);
            case BY_EMITTER -> splitter.by("emitter", Session::emitter, Session::receiver);
            case BY_STIMULUS -> splitter.by("stimulus", Session::stimulus, session -> "");
            case BY_RECEIVER_AND_STIMULUS -> splitter.byReceiverAndStimulus();
            case MIXED -> splitter.mixed();
        };
        return options.learners() == 0 ? split : splitter.withFewer(split);
    }

    /** Learns from some sessions alone; with one seed, fewer are among those of more. */
    private Split withFewer(Split split) throws StudyException {
        List<Excerpt> drawn = new ArrayList<>(split.training());
        if (drawn.size() < options.learners()) {
            throw new StudyException(study.folder() + ": --learn-from " + options.learners() + " is more than the " + drawn.size()
                    + " sessions of the training side");
        }
        Collections.shuffle(drawn, new Random(options.seed()));
        Set<Excerpt> learners = Set.copyOf(drawn.subList(0, options.learners()));
        return split.withTraining(split.training().stream().filter(learners::contains).toList());
    }

    private Split byDyad() throws StudyException {
        List<List<Session>> groups = Acquaintances.groups(study.sessions());
        if (groups.size() >= Parts.needed(options)) {
            return whole(Parts.of(groups, options), 0);
        }
        throw new StudyException(study.folder() + ": its sessions fall into " + groups.size()
                + " group(s) of people who share nobody, but --split by-dyad needs " + Parts.needed(options)
                + " to keep all dyads together that share anybody; " + wayOut());
    }

    /** What else could be done with a study whose people all met, directly or by way of others. */
    private String wayOut() {
        try {
            Split other = split(study, new SplitOptions(Protocol.BY_PERSON, options.folds(), options.fold(), options.seed()));
            return "choose --split by-person, which leaves out the sessions between people of two sides (here " + other.unused()
                    + " of " + study.sessions().size() + "), or add sessions with other people";
        } catch (StudyException e) {
            return "add sessions with other people, or choose another --split";
        }
    }

    /** Deals something to the sides by a seed. */
    @FunctionalInterface
    private interface Dealer {
        Dealt deal(long seed);
    }

    /**
     * Leaves out the sessions that join two sides. Where chance leaves no session on some side, it is asked again.
     *
     * @param what is dealt, in words
     */
    private Split crossed(String what, Dealer dealer, Function<Session, String> one, Function<Session, String> other)
            throws StudyException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Dealt dealt = dealer.deal(options.seed() + attempt * ANOTHER_SEED);
            List<Excerpt> training = on(dealt, Dealt.Side.TRAINING, one, other);
            List<Excerpt> validation = on(dealt, Dealt.Side.VALIDATION, one, other);
            List<Excerpt> test = on(dealt, Dealt.Side.TEST, one, other);
            if (!training.isEmpty() && !validation.isEmpty() && !test.isEmpty()) {
                return new Split(options.protocol(), options.name(), training, validation, test,
                        study.sessions().size() - training.size() - validation.size() - test.size());
            }
        }
        throw new StudyException(study.folder() + ": has too few " + what + " who met for --split " + options.protocol()
                + ": on some side no session is left; add sessions with others, or choose another --split");
    }

    private List<Excerpt> on(Dealt dealt, Dealt.Side side, Function<Session, String> one, Function<Session, String> other) {
        return study.sessions().stream()
                .filter(session -> dealt.allows(one.apply(session), side) && dealt.allows(other.apply(session), side))
                .map(Excerpt::whole).toList();
    }

    /** Emitters, receivers, and those who are both are dealt each by themselves, so that all sides have of each. */
    private Dealt people(long seed) {
        List<String> emitters = distinct(Session::emitter);
        List<String> receivers = distinct(Session::receiver);
        List<String> both = emitters.stream().filter(receivers::contains).toList();
        Dealt dealt = new Dealt();
        deal(dealt, emitters.stream().filter(one -> !both.contains(one)).toList(), seed, 1);
        deal(dealt, receivers.stream().filter(one -> !both.contains(one)).toList(), seed, 1);
        deal(dealt, both, seed, 2); // of whom it takes two to meet
        return dealt;
    }

    private void deal(Dealt dealt, List<String> some, long seed, int least) {
        if (some.size() < Math.max(3 * least, least * options.folds())) {
            dealt.train(some);
        } else {
            dealt.add(Parts.of(some, options, seed, least));
        }
    }

    private List<String> distinct(Function<Session, String> property) {
        return study.sessions().stream().map(property).distinct().toList();
    }

    private Split byReceiverAndStimulus() throws StudyException {
        require("receiver", distinct(Session::receiver).size());
        require("stimulus", distinct(Session::stimulus).size());
        // receivers and stimuli have names of their own
        return crossed("receivers and stimuli",
                seed -> new Dealt().add(Parts.of(distinct(session -> "r " + session.receiver()), options, seed, 1))
                        .add(Parts.of(distinct(session -> "s " + session.stimulus()), options, seed, 1)),
                session -> "r " + session.receiver(), session -> "s " + session.stimulus());
    }

    /**
     * Keeps apart what sessions have one of.
     *
     * @param other where the same may stand as well: a receiver of one side is no emitter of another
     */
    private Split by(String what, Function<Session, String> own, Function<Session, String> other) throws StudyException {
        Map<String, List<Session>> groups = new LinkedHashMap<>();
        for (Session session : study.sessions()) {
            groups.computeIfAbsent(own.apply(session), key -> new ArrayList<>()).add(session);
        }
        require(what, groups.size());
        Parts<List<Session>> parts = Parts.of(List.copyOf(groups.values()), options);
        Dealt dealt = new Dealt()
                .add(new Parts<>(names(parts.training(), own), names(parts.validation(), own), names(parts.test(), own)));
        Parts<List<Session>> apart = new Parts<>(kept(parts.training(), dealt, Dealt.Side.TRAINING, other),
                kept(parts.validation(), dealt, Dealt.Side.VALIDATION, other), kept(parts.test(), dealt, Dealt.Side.TEST, other));
        int left = flat(apart.training()).size() + flat(apart.validation()).size() + flat(apart.test()).size();
        if (flat(apart.training()).isEmpty() || flat(apart.validation()).isEmpty() || flat(apart.test()).isEmpty()) {
            throw new StudyException(study.folder() + ": on some side of --split " + options.protocol() + " no session is left "
                    + "whose " + what + " is in no other role on another side; try --split by-person, or another --seed");
        }
        return whole(apart, study.sessions().size() - left);
    }

    private static List<String> names(List<List<Session>> groups, Function<Session, String> own) {
        return groups.stream().map(group -> own.apply(group.get(0))).toList();
    }

    private static List<List<Session>> kept(List<List<Session>> groups, Dealt dealt, Dealt.Side side,
            Function<Session, String> other) {
        return groups.stream().map(group -> group.stream().filter(session -> dealt.allows(other.apply(session), side)).toList())
                .toList();
    }

    private void require(String what, int count) throws StudyException {
        if (count < Parts.needed(options)) {
            throw new StudyException(study.folder() + ": has " + count + " " + what + "(s), but a split by " + what + " needs "
                    + Parts.needed(options) + "; add sessions with others, or choose another --split");
        }
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
