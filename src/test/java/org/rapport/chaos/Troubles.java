package org.rapport.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What can happen to devices, processes, the network and the disk. */
final class Troubles {
    private static final double LOST_FOR_SURE = 7;
    private static final double SILENT_FOR_SURE = 6;

    private final Session session;

    Troubles(Session session) {
        this.session = session;
    }

    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>(
                List.of(new Kind(8, 14, random -> dropped(any(random, "receiver-eyetracker", "emitter-webcam", "emitter-voice"))),
                        new Kind(5, 10,
                                random -> labAction("jump", any(random, "receiver-eyetracker", "emitter-webcam"),
                                        seconds(random, -30, 30), null)),
                        new Kind(5, 10,
                                random -> labAction("packets", any(random, "receiver-webcam", "emitter-voice"),
                                        seconds(random, 0.1, 0.4), "0")),
                        new Kind(5, 10,
                                random -> labAction("delay", any(random, "receiver-eyetracker", "emitter-webcam"),
                                        seconds(random, 0.2, 2), "0")),
                        new Kind(0.2, 5, random -> stopped(Session.LAB)), new Kind(0.2, 6, random -> stopped(Session.RUN)),
                        new Kind(0.2, 8, random -> stopped(Session.RECORD)), new Kind(2, 12, random -> dies()),
                        new Kind(4, 8, random -> clockJumps(random.nextDouble(-1000, 1000))), new Kind(3, 10, random -> poison()),
                        new Kind(4, 10, random -> otherChannels(random.nextInt(4, 200))),
                        new Kind(2, 5, random -> flood(random.nextInt(10_000, 50_000))),
                        new Kind(1, 3,
                                random -> Trouble.of("a recorder is killed (SIGKILL)", "frail", session.frail()::kill,
                                        session.frail()::start)),
                        new Kind(5, 12, random -> twin("fast", Session.RECORD)),
                        new Kind(5, 12, random -> twin("mortal", Session.RECORD))));
        if (session.cable() != null) {
            kinds.add(new Kind(0.5, 25, random -> Trouble
                    .of("the cable to the far host is pulled", Session.FAR, session.cable()::pull, session.cable()::plugIn)
                    .told(Session.RECORD, "no more data from .*chaos-far", 1, SILENT_FOR_SURE)
                    .told(Session.RECORD, "chaos-far.* heard again", 1, SILENT_FOR_SURE)));
        }
        if (session.disk() != null) {
            kinds.add(new Kind(0.5, 6, random -> stopped(Session.DISK)));
            kinds.add(new Kind(5, 12,
                    random -> Trouble.of("the small disk is full", "small disk", session.disk()::fill, session.disk()::free)
                            .told(Session.DISK, "cannot be written any more; what it holds is safe", 2)
                            .told(Session.DISK, "the recording continues here", 2)));
        }
        return kinds;
    }

    private static String any(RandomGenerator random, String... some) {
        return some[random.nextInt(some.length)];
    }

    private static String seconds(RandomGenerator random, double least, double most) {
        return String.format(Locale.ROOT, "%.2f", random.nextDouble(least, most));
    }

    private static String room(String labDevice) {
        return Session.LAB + ":" + labDevice;
    }

    private Trouble dropped(String device) {
        return Trouble
                .of("sim-" + device + " is switched off", room(device), () -> session.command(Session.LAB).say("drop " + device),
                        () -> session.command(Session.LAB).say("restore " + device))
                .told(Session.RUN, "sim-" + device + " LOST", 2).told(Session.RUN, "sim-" + device + " LIVE", 4);
    }

    /** @param undo null: its opposite */
    private Trouble labAction(String verb, String device, String argument, String undo) {
        String opposite = argument.startsWith("-") ? argument.substring(1) : "-" + argument;
        return Trouble.of("sim-" + device + ": " + verb + " of " + argument + " s", room(device),
                () -> session.command(Session.LAB).say(verb + " " + device + " " + argument),
                () -> session.command(Session.LAB).say(verb + " " + device + " " + (undo == null ? opposite : undo)));
    }

    private Trouble stopped(String process) {
        return Trouble.of(process + " is stopped (SIGSTOP)", process, () -> session.signal(process, "STOP"),
                () -> session.signal(process, "CONT"));
    }

    private Trouble dies() {
        Device device = session.device("mortal");
        return Trouble.of("chaos-mortal dies", "mortal", device::vanish, () -> device.appear(3))
                .told(Session.RECORD, "chaos-mortal .*is gone after", 2).told(Session.RECORD, "chaos-mortal .*is back", 2)
                .told(Session.RUN, "chaos-mortal LOST", 2, LOST_FOR_SURE)
                .told(Session.RUN, "chaos-mortal LIVE", 3, LOST_FOR_SURE);
    }

    private Trouble clockJumps(double seconds) {
        Device device = session.device("mortal");
        return Trouble.of(String.format(Locale.ROOT, "the clock of chaos-mortal jumps by %.3f s", seconds), "mortal",
                () -> device.jump(seconds), () -> device.jump(-seconds));
    }

    private Trouble poison() {
        Device device = session.device("wild");
        return Trouble.of("chaos-wild sends NaN, infinities and 1e300", "wild", () -> device.poison(true),
                () -> device.poison(false));
    }

    private Trouble otherChannels(int channels) {
        Device device = session.device("changer");
        return Trouble.of("chaos-changer has " + channels + " channels", "changer", () -> reappear(device, channels),
                () -> reappear(device, 3));
    }

    private static void reappear(Device device, int channels) {
        device.vanish();
        device.appear(channels);
    }

    private Trouble flood(int pace) {
        Device device = session.device("flood");
        return Trouble.of("chaos-flood sends " + pace + " samples a second", "flood", () -> device.pace(pace),
                () -> device.pace(50));
    }

    /** Another device with the same name, source id and host; when it comes again, it is known to have been there. */
    private Trouble twin(String of, String recorder) {
        Device twin = session.device("twin of " + of);
        return Trouble.of("a twin of chaos-" + of + " appears", of, () -> twin.appear(3), twin::vanish).told(recorder,
                "chaos-" + of + ".* is (a second device|back and continues)", 2);
    }
}
