package org.rapport.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands and their options as a page in Markdown. */
final class CommandReference {
    /** Defaults that say nothing by themselves. */
    private static final Set<String> NOTHING = Set.of("", "null", "false", "[]", "{}", "0.0");
    /** A default that a description tells as well. */
    private static final Pattern TOLD = Pattern.compile(" \\(default: [^)]*\\)$");

    private CommandReference() {
    }

    /** @param commands each by its name */
    static String of(Map<String, CommandLine> commands) {
        StringBuilder page = new StringBuilder("# Commands\n\n`bin/rapport COMMAND [options]`. Every command has `--help` and "
                + "`--version`. Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted. Beside those below, `rapport demo` "
                + "runs a simulated session, and `rapport completion` prints a script for bash and zsh.\n");
        commands.forEach((name, command) -> append(page, "rapport " + name, command));
        return page.toString();
    }

    private static void append(StringBuilder page, String name, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        page.append("\n## ").append(name).append("\n\n").append(String.join(" ", spec.usageMessage().description()).strip())
                .append("\n");
        List<PositionalParamSpec> parameters = spec.positionalParameters().stream().filter(one -> !one.hidden()).toList();
        List<OptionSpec> options = spec.options().stream().filter(one -> !one.hidden() && !one.usageHelp() && !one.versionHelp())
                .toList();
        if (!parameters.isEmpty() || !options.isEmpty()) {
            page.append("\n| option | default | |\n|---|---|---|\n");
            parameters.forEach(one -> row(page, "`" + one.paramLabel() + "`", one));
            options.forEach(one -> row(page, option(one), one));
        }
        command.getSubcommands().forEach((sub, line) -> append(page, name + " " + sub, line));
    }

    private static String option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return List.of(option.names()).stream().map(name -> "`" + Markdown.cell(name + value) + "`")
                .collect(Collectors.joining(", "));
    }

    private static void row(StringBuilder page, String name, ArgSpec argument) {
        String value = argument.required() ? "required" : standing(argument);
        String description = Markdown.cell(String.join(" ", argument.description()));
        page.append("| ").append(name).append(" | ").append(value).append(" | ")
                .append(value.isEmpty() ? description : TOLD.matcher(description).replaceFirst("")).append(" |\n");
    }

    private static String standing(ArgSpec argument) {
        String value = argument.defaultValueString(true);
        return value == null || NOTHING.contains(value) ? "" : "`" + value.replaceAll("^\\[|]$", "") + "`";
    }
}
