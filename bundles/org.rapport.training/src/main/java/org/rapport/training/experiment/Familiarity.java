package org.rapport.training.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.data.Session;
import org.rapport.training.split.Excerpt;
import org.rapport.training.split.Split;
import org.rapport.training.study.Duplicates;
import org.rapport.training.study.Study;

/** How much of a session a model saw before: what it learned from, or was chosen by. The least familiar first. */
public enum Familiarity {
    /** Nothing. */
    NEW("that are new to the model"),
    /** What the receiver watched, with other receivers. */
    SEEN_STIMULUS("whose stimulus the model saw, with other receivers"),
    /** One or both of the two people, in whatever role. */
    SEEN_PERSON("with people whom the model saw in other sessions"),
    /** The very recording. */
    SEEN("that the model learned from; such scores say nothing");

    private final String meaning;

    Familiarity(String meaning) {
        this.meaning = meaning;
    }

    /** As files are called. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In words, to be read after "sessions". */
    public String meaning() {
        return meaning;
    }

    /** What a split's training and validation sessions are known by. */
    static Contract.Learned learned(Study study, Split split) {
        return learned(study,
                Stream.of(split.training(), split.validation()).flatMap(List::stream).map(Excerpt::session).toList());
    }

    /** What sessions are known by. */
    static Contract.Learned learned(Study study, List<Session> sessions) {
        TreeSet<String> recordings = new TreeSet<>();
        TreeSet<String> people = new TreeSet<>();
        TreeSet<String> stimuli = new TreeSet<>();
        for (Session session : sessions) {
            Duplicates.recording(study, session, Role.RECEIVER).ifPresent(recordings::add);
            people.add(person(session.emitter()));
            people.add(person(session.receiver()));
            stimuli.addAll(stimuli(study, session));
        }
        return new Contract.Learned(recordings, people, stimuli);
    }

    /**
     * How familiar a session is.
     *
     * @param otherPeople whether ids and stimuli of this study are others than those the model knows, though they may be spelled
     *        alike
     */
    public static Familiarity of(Contract.Learned learned, Study study, Session session, boolean otherPeople) {
        if (Duplicates.recording(study, session, Role.RECEIVER).filter(learned.recordings()::contains).isPresent()) {
            return SEEN;
        }
        if (otherPeople) {
            return NEW;
        }
        boolean stimulus = stimuli(study, session).stream().anyMatch(learned.stimuli()::contains);
        boolean emitter = learned.people().contains(person(session.emitter()));
        if (learned.people().contains(person(session.receiver())) || emitter && !stimulus) {
            return SEEN_PERSON;
        }
        return stimulus ? SEEN_STIMULUS : NEW;
    }

    private static String person(String id) {
        return Duplicates.digest("person", id);
    }

    /** The emitter's recording where it is one of its own, and the name of what several saw. */
    private static List<String> stimuli(Study study, Session session) {
        List<String> stimuli = new ArrayList<>();
        if (session.captures().size() > 1) {
            Duplicates.recording(study, session, Role.EMITTER).ifPresent(stimuli::add);
        }
        if (!session.stimulus().equals(session.name())) {
            stimuli.add(Duplicates.digest("stimulus", session.stimulus()));
        }
        return stimuli;
    }
}
