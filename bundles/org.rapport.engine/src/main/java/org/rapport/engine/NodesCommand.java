package org.rapport.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.rapport.api.command.Command;

import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code rapport nodes}: the node types and their settings, as their bundles describe them. */
@Component(property = {Command.NAME + "=nodes", Command.DESCRIPTION + "=lists the node types, or describes the settings of one"})
public final class NodesCommand implements Command {
    private final NodeTypes types;

    @Activate
    public NodesCommand(@Reference NodeTypes types) {
        this.types = types;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(types);
    }

    @CommandLine.Command(name = "rapport nodes", mixinStandardHelpOptions = true,
            description = "Lists the node types that pipelines may use, or describes the settings of one.")
    static final class Options implements Callable<Integer> {
        private final NodeTypes types;

        @Parameters(arity = "0..1", paramLabel = "TYPE", description = "the node type to describe, such as rapport.resampler")
        private String type;

        Options(NodeTypes types) {
            this.types = types;
        }

        @Override
        public Integer call() {
            Map<String, NodeType> all = types.all();
            if (type == null) {
                all.values().forEach(one -> System.out.printf("%-30s %-10s %s%n", one.id(),
                        one.kind().name().toLowerCase(java.util.Locale.ROOT), one.description()));
                return 0;
            }
            if (!all.containsKey(type)) {
                System.err.println(
                        "no node type \"" + type + "\"" + Nearest.hint(type, all.keySet()) + "; 'rapport nodes' lists them");
                return 2;
            }
            describe(all.get(type));
            return 0;
        }

        private static void describe(NodeType type) {
            System.out.printf("%s (%s, from %s)%n%s%n", type.id(), type.kind().name().toLowerCase(java.util.Locale.ROOT),
                    type.bundle(), type.description());
            for (AttributeDefinition setting : type.settings().values()) {
                System.out.printf("%n  %s  (%s%s, %s)%n      %s%n", setting.getID(),
                        setting.getCardinality() == 0 ? "" : "list of ", NodeReference.type(setting), standing(type, setting),
                        setting.getDescription());
                if (setting.getOptionValues() != null && setting.getOptionValues().length > 0) {
                    System.out.println("      one of: " + String.join(", ", setting.getOptionValues()));
                }
            }
        }

        private static String standing(NodeType type, AttributeDefinition setting) {
            if (type.required().contains(setting.getID())) {
                return "required";
            }
            String[] defaults = setting.getDefaultValue();
            return defaults == null || List.of(defaults).stream().allMatch(String::isEmpty) ? "optional"
                    : "default " + String.join(", ", defaults);
        }
    }
}
