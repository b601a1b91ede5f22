package org.rapport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.lsl4j.LslClock;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

/** Everything happens to a session, and it keeps what was promised. */
@Tag("chaos")
@EnabledOnOs(OS.LINUX)
class ChaosIT {
    /** Seconds at the end in which all gets well again. */
    private static final double QUIET = 20;

    private final double seconds = Double.parseDouble(System.getProperty("chaos.seconds", "120"));
    private final long seed = Long.parseLong(System.getProperty("chaos.seed", "1"));
    /** Whether the machine may be too busy for what is promised of time; the rest must be kept on any. */
    private final boolean busy = Boolean.getBoolean("chaos.busy");
    private final Path folder = Distribution.folder(ChaosIT.class);
    private final Diary diary = new Diary();
    private final List<String> broken = new ArrayList<>();
    /** Of how soon and how often something is told or predicted. */
    private final List<String> late = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private final ResourceOracle resources = new ResourceOracle();
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private double ended;

    @Test
    void keepsItsPromisesWhateverHappens() throws Exception {
        Session session = new Session(folder);
        try {
            play(session);
            judge(session);
        } finally {
            Files.writeString(folder.resolve("report.txt"), report());
            System.out.println(report());
        }
        assertThat(broken).as("broken promises, seed " + seed + ", files in " + folder).isEmpty();
        assertThat(busy ? List.of() : late).as("promises kept late, seed " + seed + ", files in " + folder).isEmpty();
    }

    private void play(Session session) throws Exception {
        try (session) {
            session.start(seed);
            diary.tell("chaos with seed " + seed + " for " + seconds + " s in " + folder);
            tellWhatIsLeftOut(session);
            List<Kind> kinds = new ArrayList<>(new Troubles(session).kinds());
            kinds.addAll(new FileTroubles(session).kinds());
            Plan plan = Plan.of(seed, Math.max(0, seconds - QUIET), kinds);
            session.awaitHealth();
            resources.before(session.gauges());
            diary.begin();
            broken.addAll(new Happening(diary).run(plan).stream().map(failure -> "the chaos itself: " + failure).toList());
            Thread.sleep((long) (QUIET * 1000)); // the quiet is what is asked for
            resources.after();
            ended = LslClock.now();
            codes.putAll(session.end());
        }
    }

    private void tellWhatIsLeftOut(Session session) {
        if (session.cable() == null) {
            diary.tell("left out: cables, for want of the right to make network namespaces");
        }
        if (session.disk() == null) {
            diary.tell("left out: the full disk, for want of the right to mount a small one");
        }
    }

    private void judge(Session session) throws Exception {
        List<Life> lives = session.lives();
        RecordingOracle beside = new RecordingOracle(diary, Session.RECORD, diary.origin(), ended);
        broken.addAll(beside.check(session.recordings("beside"), lives));
        figures.add("record: " + beside.figures());
        if (session.disk() != null) {
            RecordingOracle disk = new RecordingOracle(diary, Session.DISK, diary.origin(), ended);
            broken.addAll(disk.check(session.recordings("disk"), lives));
            figures.add("record on the small disk: " + session.recordings("disk").size() + " files, " + disk.figures());
        }
        broken.addAll(session.frail().check(diary, lives));
        figures.add("killed recorders: " + session.frail().figures());
        GraphOracle graph = new GraphOracle();
        broken.addAll(graph.compare(folder.resolve("session.xdf"), session.recordings("beside")));
        broken.addAll(graph.compare(folder.resolve("victims.xdf"),
                lives.stream().filter(life -> life.device().equals("chaos-steady")).findFirst().orElseThrow()));
        figures.add("recorders in the graph: " + graph.figures());
        PredictionOracle predictions = new PredictionOracle(diary);
        late.addAll(predictions.check(session.command(Session.RUN), ended));
        figures.add("predictions: " + predictions.figures());
        LogOracle log = new LogOracle(diary);
        for (String name : codes.keySet()) {
            Command command = session.command(name);
            broken.addAll(log.check(name, command));
            Files.writeString(folder.resolve(name + ".log"), command.timedLines().stream()
                    .map(line -> diary.at(line.time()) + "  " + line.text()).collect(Collectors.joining("\n")));
        }
        late.addAll(log.late());
        figures.add("logs: " + log.figures());
        broken.addAll(resources.check());
        figures.addAll(resources.figures());
        codes.forEach((name, code) -> {
            if (code != 0) {
                broken.add(name + " ended with " + code);
            }
        });
        askPyxdf();
        verify(session, "session.xdf", "impression.json");
        verify(session, "victims.xdf", "victims.json");
    }

    /** An independent reader counts the samples too, where it is installed. */
    private void askPyxdf() throws Exception {
        String python = System.getProperty("rapport.python");
        if (python == null) {
            figures.add("pyxdf was not asked: set rapport.python to a Python that has it");
            return;
        }
        Process process = new ProcessBuilder(python, "test/python/chaos.py", folder.toString()).redirectErrorStream(true).start();
        String says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            broken.add("pyxdf: " + says);
        }
        figures.add("pyxdf: " + says.lines().reduce((first, last) -> last).orElse(""));
    }

    private void verify(Session session, String recording, String pipeline) throws Exception {
        try (Command verify = session.ended("verify", folder.resolve(recording).toString(), "--pipeline",
                session.pipelines().resolve(pipeline).toString())) {
            String says = verify.output();
            if (verify.exitCode() != 0 || !says.contains("equal to the bit") || says.contains("not the same")) {
                broken.add("verify " + recording + ": " + says);
            }
            figures.add("verify " + recording + ": "
                    + verify.lines().stream().filter(line -> line.contains("samples live")).collect(Collectors.joining(" | ")));
        }
    }

    private String report() {
        Map<String, Long> tries = diary.entries().stream().collect(Collectors.groupingBy(
                entry -> entry.trouble().words().replaceAll("-?\\d[\\d.]*", "N"), TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder("seed " + seed + ", " + seconds + " s, " + diary.entries().size() + " troubles\n");
        tries.forEach((words, count) -> text.append(String.format("  %3d  %s%n", count, words)));
        figures.forEach(line -> text.append(line).append('\n'));
        if (broken.isEmpty() && late.isEmpty()) {
            return text.append("every promise was kept\n").toString();
        }
        tell(broken, "broken promises", text);
        tell(late, "told or predicted too late or too often", text);
        return text.toString();
    }

    private static void tell(List<String> lines, String what, StringBuilder text) {
        text.append(lines.size()).append(' ').append(what).append('\n');
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }
}
