package org.rapport.lsl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.api.device.Devices;
import org.rapport.api.device.Devices.Device;
import org.rapport.api.device.Devices.Owned;
import org.rapport.api.home.Home;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code rapport pipeline}: writes pipeline files. */
@Component(
        property = {Command.NAME + "=pipeline", Command.DESCRIPTION + "=writes a pipeline file for the devices on the network"})
public final class PipelineCommand implements Command {
    private final Devices devices;
    private final Path home;

    @Activate
    public PipelineCommand(@Reference Home home, @Reference Devices devices) {
        this.devices = devices;
        this.home = home.folder();
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Whole();
    }

    @Override
    public List<Callable<Integer>> subcommands(List<String> arguments) {
        return List.of(new New(devices, home));
    }

    @CommandLine.Command(name = "rapport pipeline", mixinStandardHelpOptions = true, description = "Writes pipeline files.")
    static final class Whole implements Callable<Integer> {
        @Override
        public Integer call() {
            System.err.println("which action? 'rapport pipeline new' writes a file for the devices on the network");
            return CommandLine.ExitCode.USAGE;
        }
    }

    @CommandLine.Command(name = "new", mixinStandardHelpOptions = true,
            description = "Writes a pipeline file for the devices on the network. Without --role it asks whose each device is.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:written", "1:nothing could be written", "2:wrong use"})
    static final class New implements Callable<Integer> {
        private final Devices devices;
        private final Path home;
        @Option(names = "--role", paramLabel = "STREAM=ROLE",
                description = "assigns the stream with this name, source id or uid to the emitter or the receiver; can be "
                        + "repeated")
        private Map<String, String> roles = new LinkedHashMap<>();
        @Option(names = "--model", paramLabel = "DIR",
                description = "the model to predict with, relative to the distribution's folder (default: none)")
        private String model;
        @Option(names = "--out", paramLabel = "FILE", description = "the file to write; it must not exist (default: the screen)")
        private Path out;
        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "2",
                description = "how long to wait for answers (default: ${DEFAULT-VALUE})")
        private double wait;

        New(Devices devices, Path home) {
            this.devices = devices;
            this.home = home;
        }

        @Override
        public Integer call() throws IOException {
            Optional<String> wrong = roles.values().stream().filter(role -> !role.equals("emitter") && !role.equals("receiver"))
                    .findFirst();
            if (wrong.isPresent()) {
                System.err.println("--role: \"" + wrong.get() + "\" is not a role; choose emitter or receiver");
                return CommandLine.ExitCode.USAGE;
            }
            List<Device> found = devices.find(wait);
            if (found.isEmpty()) {
                System.err.println("no stream answered within " + wait + " s; are the devices streaming?");
                return 1;
            }
            try {
                List<Owned> owned = roles.isEmpty() ? asked(found) : named(found);
                return write(devices.pipeline(owned, Optional.ofNullable(model),
                        home.resolve(model == null ? "" : model).resolve("contract.json")));
            } catch (IllegalArgumentException e) {
                System.err.println(e.getMessage());
                return 1;
            }
        }

        private List<Owned> named(List<Device> found) {
            List<Owned> owned = new ArrayList<>();
            roles.forEach((stream, role) -> {
                List<Device> meant = found.stream().filter(one -> List.of(one.name(), one.sourceId(), one.uid()).contains(stream))
                        .toList();
                if (meant.isEmpty()) {
                    throw new IllegalArgumentException("--role: no stream is called \"" + stream + "\"; there are "
                            + found.stream().map(Device::name).distinct().collect(Collectors.joining(", ")));
                }
                if (meant.size() > 1) {
                    throw new IllegalArgumentException("--role: " + meant.size() + " streams are called \"" + stream
                            + "\"; give the source id or uid instead: "
                            + meant.stream().map(one -> (one.sourceId().isEmpty() ? "" : one.sourceId() + " or ") + one.uid())
                                    .collect(Collectors.joining(", ")));
                }
                owned.add(new Owned(meant.get(0), role));
            });
            return owned;
        }

        private static List<Owned> asked(List<Device> found) throws IOException {
            List<Owned> owned = new ArrayList<>();
            BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            for (Device device : found) {
                System.err.println(device.explanation().get(0));
                if (device.nodeTypes().isEmpty()) {
                    continue;
                }
                System.err.print("whose is it? e: emitter, r: receiver, -: nobody's"
                        + (device.role().isEmpty() ? "" : "; Enter: " + device.role()) + " > ");
                System.err.flush();
                String answer = answers.readLine();
                String role = answer == null || answer.isBlank() ? device.role() : answer.strip().toLowerCase(Locale.ROOT);
                if (!role.isEmpty() && !role.startsWith("-")) {
                    owned.add(new Owned(device, role.startsWith("e") ? "emitter" : "receiver"));
                }
            }
            return owned;
        }

        private int write(String text) throws IOException {
            if (out == null) {
                System.out.print(text);
                return 0;
            }
            try {
                Files.writeString(out, text, StandardOpenOption.CREATE_NEW);
                System.err.println("wrote " + out + "; 'rapport check --live " + out + "' tries it");
                return 0;
            } catch (FileAlreadyExistsException e) {
                System.err.println("--out: " + out + " exists already; name another file");
                return 1;
            } catch (IOException e) {
                System.err.println("--out: " + out + " cannot be written: " + e.getMessage());
                return 1;
            }
        }
    }
}
