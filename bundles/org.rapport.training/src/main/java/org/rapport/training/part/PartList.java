package org.rapport.training.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.training.data.Session;
import org.rapport.training.experiment.Variant;
import org.rapport.training.split.Excerpt;
import org.rapport.training.split.Split;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * Every network on every fold with every seed. All seeds share the splits, so that they are tested on the same sessions.
 *
 * @param purpose what they are for
 * @param title how training and test data are apart in all of them, in words
 * @param study the data
 * @param recipe how they are trained
 * @param parts in the order in which they are reported
 */
public record PartList(Purpose purpose, String title, Study study, PartRecipe recipe, List<Part> parts) {

    public PartList {
        parts = List.copyOf(parts);
    }

    /**
     * One network, for {@link Purpose#TRAIN}.
     *
     * @param splits all folds, or one split
     * @param seeds how many, from that of the options on
     * @throws StudyException if the study cannot be split like this
     */
    public static PartList train(Study study, List<SplitOptions> splits, int seeds, PartRecipe recipe) throws StudyException {
        String network = recipe.options().network().architecture().key();
        List<Part> parts = new ArrayList<>();
        for (SplitOptions split : splits) {
            for (long seed = recipe.options().seed(); seed < recipe.options().seed() + seeds; seed++) {
                parts.add(new Part(Part.place(split, seed), network, split, seed));
            }
        }
        return new PartList(Purpose.TRAIN, title(study, splits, seeds), study, recipe, parts);
    }

    /** All networks of the paper and ours beside them, for {@link Purpose#REPRODUCE}; see {@link #train}. */
    public static PartList reproduce(Study study, List<SplitOptions> splits, int seeds, PartRecipe recipe) throws StudyException {
        return reproduce(study, splits, seeds, recipe, Variant.all());
    }

    /** @param rows the networks of the table, of which one is the full model */
    static PartList reproduce(Study study, List<SplitOptions> splits, int seeds, PartRecipe recipe, List<Variant> rows)
            throws StudyException {
        List<Part> parts = new ArrayList<>();
        for (SplitOptions split : splits) {
            for (long seed = recipe.options().seed(); seed < recipe.options().seed() + seeds; seed++) {
                String place = splits.size() == 1 && seeds == 1 ? "" : Part.place(split, seed) + "/";
                for (Variant variant : Stream.of(rows, Variant.alone(), List.of(Variant.causal())).flatMap(List::stream)
                        .toList()) {
                    parts.add(new Part(place + variant.name(), variant.name(), split, seed));
                }
            }
        }
        return new PartList(Purpose.REPRODUCE, title(study, splits, seeds), study, recipe, parts);
    }

    /** The network of a part that searches. */
    static final String SEARCH = "search";

    /**
     * A search for each outer fold, whose choice the fold's test sessions score, and one in all sessions, whose choice counts;
     * for {@link Purpose#TUNE}.
     *
     * @param outer all folds
     * @throws StudyException if the study cannot be split like this, and what is known in a fold once more
     */
    public static PartList tune(Study study, List<SplitOptions> outer, PartRecipe recipe) throws StudyException {
        long seed = recipe.options().seed();
        List<Part> parts = new ArrayList<>();
        for (SplitOptions split : outer) {
            parts.add(new Part("fold-" + split.fold(), SEARCH, split, seed));
        }
        parts.add(new Part("choice", SEARCH, new SplitOptions(outer.get(0).protocol(), outer.get(0).seed()), seed));
        PartList list = new PartList(Purpose.TUNE, title(study, outer, 1), study, recipe, parts);
        for (Part part : parts) {
            for (SplitOptions inner : TrialRuns.inner(part.split(), recipe.search())) {
                Splitter.split(list.known(part), inner);
            }
        }
        return list;
    }

    private static String title(Study study, List<SplitOptions> splits, int seeds) throws StudyException {
        String title = Splitter.split(study, splits.get(0)).title();
        return (splits.size() == 1 ? title : title.replaceFirst(" fold 1/(\\d+)", ", all $1 folds"))
                + (seeds == 1 ? "" : ", " + seeds + " seeds");
    }

    /** All sessions that any of them needs. */
    public List<Session> sessions() throws StudyException {
        if (purpose == Purpose.TUNE) {
            return study.sessions();
        }
        List<Session> sessions = new ArrayList<>();
        for (SplitOptions split : parts.stream().map(Part::split).distinct().toList()) {
            sessions.addAll(Splitter.split(study, split).sessions());
        }
        return sessions.stream().distinct().toList();
    }

    /** All sessions that any of them tests as a whole. */
    public List<Session> tested() throws StudyException {
        List<Session> tested = new ArrayList<>();
        for (SplitOptions split : parts.stream().map(Part::split).distinct().toList()) {
            if (purpose != Purpose.TUNE || split.folds() > 0) { // the choice that counts is scored by nobody
                tested.addAll(Splitter.split(study, split).tested());
            }
        }
        return tested.stream().distinct().toList();
    }

    /** The parts of one fold and seed together, in order. */
    Map<String, List<Part>> byPlace() {
        Map<String, List<Part>> groups = new LinkedHashMap<>();
        parts.forEach(part -> groups.computeIfAbsent(Part.place(part.split(), part.seed()), key -> new ArrayList<>()).add(part));
        return groups;
    }

    /** The study as a search may know it: without the sessions that are to score its choice, if there are any. */
    Study known(Part part) throws StudyException {
        if (part.split().folds() == 0) {
            return study;
        }
        Split split = split(part);
        Set<Session> known = Stream.of(split.training(), split.validation()).flatMap(List::stream).map(Excerpt::session)
                .collect(Collectors.toSet());
        return study.withSessions(study.sessions().stream().filter(known::contains).toList());
    }

    /**
     * The part of a name.
     *
     * @throws StudyException if there is none
     */
    public Part named(String name) throws StudyException {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst()
                .orElseThrow(() -> new StudyException("there is no part " + name + "; --list-parts names all " + parts.size()
                        + ", such as " + parts.get(0).name() + ", and --part 1/" + parts.size() + " does the first"));
    }

    Split split(Part part) throws StudyException {
        return Splitter.split(study, part.split());
    }
}
