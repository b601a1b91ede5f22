package org.rapport.model;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;

/**
 * What a model needs and promises: its inputs to the last setting, what it was trained on, and how well it did.
 *
 * @param emitter the emitter's channels, in the order of the network's columns
 * @param receiver the receiver's channels, likewise
 * @param features how the channels were brought to one clock
 * @param window what the network sees at a time
 * @param targets what it predicts, in order; at least one, each name once
 * @param trainedOn the study it learned from
 * @param evaluation how well it did
 * @param clip how many standard deviations from its training mean a value counts at most, above 0; infinity for no limit, as in
 *        models that do not say
 * @param members the folders, within the model's, of networks that predict together; empty if there is one, in the folder itself
 * @param masks whether the network has, after each person's columns, one for each of the person's {@link Modalities} that says
 *        whether it is there
 */
public record Contract(List<Input> emitter, List<Input> receiver, Features features, Window window, List<Target> targets,
        Study trainedOn, Evaluation evaluation, double clip, List<String> members, boolean masks) {
    /** More networks than pay. */
    public static final int MOST_MEMBERS = 16;

    /** One of a single network. */
    public Contract(List<Input> emitter, List<Input> receiver, Features features, Window window, List<Target> targets,
            Study trainedOn, Evaluation evaluation, double clip) {
        this(emitter, receiver, features, window, targets, trainedOn, evaluation, clip, List.of(), false);
    }

    /** One whose inputs are not clipped. */
    public Contract(List<Input> emitter, List<Input> receiver, Features features, Window window, List<Target> targets,
            Study trainedOn, Evaluation evaluation) {
        this(emitter, receiver, features, window, targets, trainedOn, evaluation, Double.POSITIVE_INFINITY);
    }

    /**
     * A channel and its distribution in training.
     *
     * @param channel what it means
     * @param mean over the training split, without missing values, in the channel's unit
     * @param std standard deviation over the training split; 0 for a channel that never changed, which says nothing then
     */
    public record Input(Channel channel, double mean, double std) {
        /** @throws IllegalArgumentException if the numbers are no mean and standard deviation */
        public Input {
            Objects.requireNonNull(channel);
            if (!Double.isFinite(mean) || !(std >= 0) || Double.isInfinite(std)) {
                throw new IllegalArgumentException(
                        channel.path() + " has mean " + mean + " and std " + std + "; they must be finite and std 0 or more");
            }
        }
    }

    /**
     * The stream that the network reads.
     *
     * @param rate its samples a second
     * @param node the type of the node that made it, such as {@code rapport.resampler}
     * @param settings that node's settings, as the stream's origin says them, {@code node} among them
     */
    public record Features(double rate, String node, Map<String, String> settings) {
        /** @throws IllegalArgumentException if the rate is not above 0 */
        public Features {
            Objects.requireNonNull(node);
            if (!(rate > 0) || Double.isInfinite(rate)) {
                throw new IllegalArgumentException("a rate of " + rate + " Hz is impossible; it must be above 0");
            }
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        /**
         * What a stream tells of itself.
         *
         * @throws IllegalArgumentException if no network can read it: a device's, or one of samples that come irregularly
         */
        public static Features of(double rate, Origin origin) {
            if (origin instanceof Origin.Derived derived) {
                return new Features(rate, derived.nodeType(), derived.toMap());
            }
            throw new IllegalArgumentException("its samples come from a device as they are, and no node has made rows of them");
        }

        /**
         * Whether the row at a time is predicted, if every {@code hop}-th is. Times alone decide, so that live use, a replay
         * and an evaluation predict the same rows.
         */
        public boolean isDue(double time, int hop) {
            return row(time) % hop == 0;
        }

        /** The number of the row at a time. */
        public long row(double time) {
            return Math.round(time * rate);
        }

        /** Whether no row is left out between two, and time does not go back; false if there is none before (NaN). */
        public boolean follows(double before, double time) {
            return Math.abs(time - before - 1 / rate) <= 0.5 / rate;
        }
    }

    /**
     * What the network sees at a time.
     *
     * @param steps how many samples (T)
     * @param hop samples from one window to the next in training, and the default live
     * @param lookAhead how many steps of the window come after the one whose prediction counts live: 0 predicts the newest
     *        sample, more is later but has seen what follows
     */
    public record Window(int steps, int hop, int lookAhead) {
        /** @throws IllegalArgumentException if no window can be like this */
        public Window {
            if (steps < 1 || hop < 1 || lookAhead < 0 || lookAhead >= steps) {
                throw new IllegalArgumentException("a window of " + steps + " steps, hop " + hop + ", look-ahead " + lookAhead
                        + " is impossible; steps and hop must be 1 or more, look-ahead from 0 to less than steps");
            }
        }

        /** The step of the window whose prediction counts live. */
        public int liveStep() {
            return steps - 1 - lookAhead;
        }
    }

    /**
     * What is predicted.
     *
     * @param name as the study calls it, such as {@code warmth}
     * @param unit the label's unit, empty if it has none
     * @param range what can be reported, in that unit
     * @param mean of the training labels, in that unit
     * @param std standard deviation of the training labels
     * @param calibration what predictions go through at last
     */
    public record Target(String name, String unit, Range range, double mean, double std, Calibration calibration) {
        /** A target whose predictions are as the network gives them. */
        public Target(String name, String unit, Range range, double mean, double std) {
            this(name, unit, range, mean, std, Calibration.NONE);
        }

        /** One without limits, too. */
        public Target(String name, String unit, double mean, double std) {
            this(name, unit, Range.ANY, mean, std);
        }

        /** @throws IllegalArgumentException if the numbers are no mean and standard deviation of labels that change */
        public Target {
            Objects.requireNonNull(name);
            Objects.requireNonNull(unit);
            Objects.requireNonNull(range);
            Objects.requireNonNull(calibration);
            if (name.isBlank()) {
                throw new IllegalArgumentException("a target has no name");
            }
            if (!Double.isFinite(mean) || !(std > 0) || Double.isInfinite(std)) {
                throw new IllegalArgumentException(
                        name + " has mean " + mean + " and std " + std + "; they must be finite and std above 0");
            }
        }

        public Target with(Calibration other) {
            return new Target(name, unit, range, mean, std, other);
        }

        /**
         * A network's prediction in the label's unit, calibrated.
         *
         * @param standardised as the network gives it
         */
        public float inUnits(double standardised) {
            return (float) calibration.of(standardised * std + mean);
        }
    }

    /**
     * What a model learned from.
     *
     * @param name of the study
     * @param hash SHA-256 over the study's files, in hexadecimal digits
     * @param synthetic whether its recordings were made by a program
     * @param learned whom and what of it the model saw; empty in models that do not say
     */
    public record Study(String name, String hash, boolean synthetic, Optional<Learned> learned) {
        public Study {
            Objects.requireNonNull(name);
            Objects.requireNonNull(hash);
            Objects.requireNonNull(learned);
        }

        /** One that does not say whom and what of it the model saw. */
        public Study(String name, String hash, boolean synthetic) {
            this(name, hash, synthetic, Optional.empty());
        }
    }

    /**
     * What a model learned from or was chosen by, so that a test knows what is new to it. Digests instead of names: a model is
     * passed on more freely than its study.
     *
     * @param recordings SHA-256 of the recordings
     * @param people digests of people's ids, in any role
     * @param stimuli digests of the stimuli
     */
    public record Learned(Set<String> recordings, Set<String> people, Set<String> stimuli) {
        public Learned {
            recordings = Collections.unmodifiableSet(new TreeSet<>(recordings));
            people = Collections.unmodifiableSet(new TreeSet<>(people));
            stimuli = Collections.unmodifiableSet(new TreeSet<>(stimuli));
        }
    }

    /**
     * How well a model did on data it had not seen.
     *
     * @param protocol how data were split, such as {@code by-dyad}
     * @param scores what came out, such as {@code competence.ccc}; NaN where it could not be computed
     */
    public record Evaluation(String protocol, Map<String, Double> scores) {
        public Evaluation {
            Objects.requireNonNull(protocol);
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        }
    }

    /** @throws IllegalArgumentException if a person has no channel, another's or one twice, or there is no target or one twice */
    public Contract {
        emitter = List.copyOf(emitter);
        receiver = List.copyOf(receiver);
        targets = List.copyOf(targets);
        Objects.requireNonNull(features);
        Objects.requireNonNull(window);
        Objects.requireNonNull(trainedOn);
        Objects.requireNonNull(evaluation);
        check(Role.EMITTER, emitter);
        check(Role.RECEIVER, receiver);
        members = List.copyOf(members);
        if (members.size() == 1 || members.size() > MOST_MEMBERS || Set.copyOf(members).size() < members.size()
                || members.stream().anyMatch(member -> !member.matches("[a-z0-9-]{1,40}"))) {
            throw new IllegalArgumentException("its members must be from 2 to " + MOST_MEMBERS + " folders, each once");
        }
        if (!(clip > 0)) {
            throw new IllegalArgumentException(
                    "inputs clipped at " + clip + " standard deviations say nothing; it must be above 0");
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("there is no target; a model predicts at least one");
        }
        Set<String> names = new HashSet<>();
        for (Target target : targets) {
            if (!names.add(target.name())) {
                throw new IllegalArgumentException("the target " + target.name() + " is there twice; give each its own name");
            }
        }
    }

    private static void check(Role role, List<Input> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("the " + role.word() + " has no channel; it needs at least one");
        }
        if (inputs.stream().anyMatch(input -> input.channel().role() != role)) {
            throw new IllegalArgumentException("a channel of the " + role.word() + " has another role");
        }
        Set<String> paths = new HashSet<>();
        for (Input input : inputs) {
            if (!paths.add(input.channel().path())) {
                throw new IllegalArgumentException(input.channel().path() + " is there twice; a channel can be only one column");
            }
        }
    }

    /** The names of the targets, in order. */
    public List<String> targetNames() {
        return targets.stream().map(Target::name).toList();
    }

    public Contract withWindow(Window other) {
        return new Contract(emitter, receiver, features, other, targets, trainedOn, evaluation, clip, members, masks);
    }

    public Contract withTargets(List<Target> others) {
        return new Contract(emitter, receiver, features, window, others, trainedOn, evaluation, clip, members, masks);
    }

    public Contract withTrainedOn(Study other) {
        return new Contract(emitter, receiver, features, window, targets, other, evaluation, clip, members, masks);
    }

    public Contract withEvaluation(Evaluation other) {
        return new Contract(emitter, receiver, features, window, targets, trainedOn, other, clip, members, masks);
    }

    public Contract withClip(double deviations) {
        return new Contract(emitter, receiver, features, window, targets, trainedOn, evaluation, deviations, members, masks);
    }

    /** The same of so many networks: a folder for each, or none if there is one. */
    public Contract withMembers(int count) {
        return new Contract(emitter, receiver, features, window, targets, trainedOn, evaluation, clip,
                count == 1 ? List.of() : IntStream.rangeClosed(1, count).mapToObj(number -> "member-" + number).toList(), masks);
    }

    public Contract withMasks(boolean wanted) {
        return new Contract(emitter, receiver, features, window, targets, trainedOn, evaluation, clip, members, wanted);
    }

    /** The channels of one person. */
    public List<Input> inputs(Role role) {
        return role == Role.EMITTER ? emitter : receiver;
    }

    /** How many columns the network has for one person: the channels, and the masks if it has them. */
    public int columns(Role role) {
        return inputs(role).size() + (masks ? Modalities.of(inputs(role)).size() : 0);
    }
}
