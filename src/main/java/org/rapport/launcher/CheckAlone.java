package org.rapport.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.api.home.Home;
import org.rapport.api.node.NodeCheck;
import org.rapport.dsp.audio.AudioFeaturesCheck;
import org.rapport.engine.CheckCommand;
import org.rapport.engine.NodeDescription;
import org.rapport.engine.command.CommandRun;
import org.rapport.inference.ContractCheck;
import org.rapport.launcher.BundledComponents.Component;
import org.rapport.lsl.SourceCheck;
import org.rapport.lsl.dialects.Dialects;
import org.rapport.web.participant.ConsentCheck;
import org.rapport.web.participant.FilmsCheck;
import org.rapport.web.participant.RatingCheck;

/**
 * {@code rapport check FILE...} without the framework, whose start takes longer than that; its bundles are on the class path.
 * What cannot be known so, as of bundles that are not those that were released, is left to the framework.
 */
final class CheckAlone {
    private static final int FAILED = 1;

    private final Map<String, NodeCheck> checks;

    /** The folders of the distribution. */
    private record Place(Path folder, Path work) implements Home {
    }

    private CheckAlone(Home home) {
        checks = Stream
                .of(new AudioFeaturesCheck(), new ConsentCheck(home), new ContractCheck(home), new FilmsCheck(home),
                        new RatingCheck(home), new SourceCheck(new Dialects(home)))
                .collect(Collectors.toMap(check -> check.getClass().getName(), check -> check));
    }

    /** Does what the command does in the framework; returns its exit code. */
    static int run(Path home, List<String> words) throws IOException, InterruptedException {
        Callable<Integer> check;
        try {
            List<Path> files = words.stream().skip(1).map(Path::of).toList();
            check = new CheckAlone(new Place(home, home)).of(files, BundledComponents.in(home.resolve("bundles")));
        } catch (IOException | RuntimeException e) {
            return Alone.inTheFramework(home, words); // it says what is wrong, if anything is
        }
        try {
            return check.call();
        } catch (Exception e) {
            return CommandRun.told(e, "rapport check", new PrintWriter(System.err, true));
        } catch (Error e) { // such as a lack of memory
            System.err.println("rapport: check failed: " + Launcher.firstLine(e));
            return FAILED;
        }
    }

    private Callable<Integer> of(List<Path> files, List<Component> components) {
        List<NodeDescription> nodes = new ArrayList<>();
        Map<String, NodeCheck> byType = new HashMap<>();
        for (Component component : components) {
            component.services().stream().filter(NodeDescription::isNode)
                    .forEach(service -> nodes.add(new NodeDescription(component.pid(), service, component.bundle(),
                            component.properties(), component.settings())));
            if (component.services().contains(NodeCheck.class.getName())) {
                for (String type : types(component)) {
                    byType.put(type, check(component.maker()));
                }
            }
        }
        return CheckCommand.of(files, nodes, byType);
    }

    private static List<String> types(Component component) {
        Object types = component.properties().get(NodeCheck.TYPE);
        return types instanceof String[] several ? List.of(several) : List.of((String) types);
    }

    private NodeCheck check(String maker) {
        if (!checks.containsKey(maker)) {
            throw new IllegalArgumentException(maker);
        }
        return checks.get(maker);
    }
}
