package org.rapport.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

/** The devices of a laboratory. */
public enum Equipment {
    /** What the live simulation has: two webcams, a voice, an eye tracker, ECG, BVP, GSR and two-way keys. */
    LAB {
        @Override
        List<SimulatedDevice> watching(SimulatedEmitter emitter, long number) {
            return List.of(
                    device("emitter-webcam", Webcam.RATE, Webcam.channels(Role.EMITTER), WEBCAM, number,
                            () -> new Webcam(emitter.expression(), emitter.seed().of("webcam"))),
                    device("emitter-voice", Voice.RATE, Voice.channels(), VOICE, number,
                            () -> new Voice(emitter, emitter.seed().of("voice"))));
        }

        @Override
        List<SimulatedDevice> watching(SimulatedReceiver receiver, long number) {
            return withBody(receiver, number,
                    device("receiver-webcam", Webcam.RATE, Webcam.channels(Role.RECEIVER), WEBCAM, number,
                            () -> new Webcam(receiver.expression(), receiver.seed().of("webcam"))),
                    device("receiver-eyetracker", EyeTracker.RATE, EyeTracker.channels(), EYE_TRACKER, number,
                            () -> new EyeTracker(receiver, receiver.seed().of("eyetracker"))));
        }

        @Override
        SimulatedDevice labels(Impression impression, Seed seed, long number) {
            return keys(impression, seed, number);
        }
    },

    /** No device at all: what the browsers of two laptops see and hear of the two, and two-way keys. */
    LAPTOPS {
        @Override
        List<SimulatedDevice> watching(SimulatedEmitter emitter, long number) {
            return List.of(
                    device("emitter-camera", BlendshapeCamera.RATE, BlendshapeCamera.channels(Role.EMITTER), LANDMARKER, number,
                            () -> new BlendshapeCamera(emitter.expression(), emitter.seed().of("camera"))),
                    device("emitter-microphone", Microphone.RATE, Microphone.channels(), "microphone", number,
                            () -> new Microphone(emitter, emitter.seed().of("microphone"))));
        }

        @Override
        List<SimulatedDevice> watching(SimulatedReceiver receiver, long number) {
            return List.of(device("receiver-camera", BlendshapeCamera.RATE, BlendshapeCamera.channels(Role.RECEIVER), LANDMARKER,
                    number, () -> new BlendshapeCamera(receiver.expression(), receiver.seed().of("camera"))));
        }

        @Override
        SimulatedDevice labels(Impression impression, Seed seed, long number) {
            return keys(impression, seed, number);
        }
    },

    /**
     * As wide as the corpus IMPRESSION, in the reading of the paper's Table 1 that adds up: 360 audio functionals, 8 gaze and
     * 44 face columns of the emitter; 44 face, 21 eye tracker and 3 physio columns of the receiver; labels at a rate of
     * their own. Which columns the corpus has in detail is not public: those that the lab's devices lack are plausible and
     * say nothing.
     */
    IMPRESSION {
        @Override
        List<SimulatedDevice> watching(SimulatedEmitter emitter, long number) {
            return List.of(
                    device("emitter-webcam", Webcam.RATE, WideDevices.face(Role.EMITTER), WEBCAM, number,
                            () -> WideDevices.webcam(Role.EMITTER, emitter.expression(), emitter.seed().of("webcam"))),
                    device("emitter-voice", Voice.RATE, VoiceFunctionals.channels(), VOICE, number,
                            () -> new VoiceFunctionals(new Voice(emitter, emitter.seed().of("voice")),
                                    emitter.seed().random("functionals"))));
        }

        @Override
        List<SimulatedDevice> watching(SimulatedReceiver receiver, long number) {
            return withBody(receiver, number,
                    device("receiver-webcam", Webcam.RATE, WideDevices.face(Role.RECEIVER), WEBCAM, number,
                            () -> WideDevices.webcam(Role.RECEIVER, receiver.expression(), receiver.seed().of("webcam"))),
                    device("receiver-eyetracker", EyeTracker.RATE, WideDevices.eyes(), EYE_TRACKER, number,
                            () -> WideDevices.eyeTracker(receiver)));
        }

        @Override
        SimulatedDevice labels(Impression impression, Seed seed, long number) {
            return device(LABELS, SampledDial.RATE, Dial.channels(), KEYS, number,
                    () -> new SampledDial(new Dial(impression, seed.random("dial"))));
        }
    };

    private static final String WEBCAM = "OpenFace 2";
    private static final String LANDMARKER = "MediaPipe Face Landmarker";
    private static final String VOICE = "openSMILE IS09";
    private static final String EYE_TRACKER = "screen-based eye tracker";
    private static final String KEYS = "two-way keys";
    private static final String LABELS = "receiver-label";

    /** What watches the emitter. */
    abstract List<SimulatedDevice> watching(SimulatedEmitter emitter, long number);

    /** What watches the receiver. */
    abstract List<SimulatedDevice> watching(SimulatedReceiver receiver, long number);

    /** What the receiver reports with. */
    abstract SimulatedDevice labels(Impression impression, Seed seed, long number);

    private static SimulatedDevice keys(Impression impression, Seed seed, long number) {
        return device(LABELS, 0, Dial.channels(), KEYS, number, () -> new Dial(impression, seed.random("dial")));
    }

    /** What looks at the receiver, and the sensors of the body. */
    private static List<SimulatedDevice> withBody(SimulatedReceiver receiver, long number, SimulatedDevice... eyes) {
        Seed seed = receiver.seed();
        List<SimulatedDevice> devices = new ArrayList<>(List.of(eyes));
        devices.add(device("receiver-ecg", Electrocardiograph.RATE, Electrocardiograph.channels(), "chest electrodes", number,
                () -> new Electrocardiograph(receiver, seed.of("ecg"))));
        devices.add(device("receiver-bvp", Photoplethysmograph.RATE, Photoplethysmograph.channels(), "wrist pulse sensor", number,
                () -> new Photoplethysmograph(receiver, seed.of("bvp"))));
        devices.add(device("receiver-gsr", SkinConductance.RATE, SkinConductance.channels(), "wrist skin electrodes", number,
                () -> new SkinConductance(receiver, seed.of("gsr"))));
        return devices;
    }

    private static SimulatedDevice device(String name, double rate, List<Channel> channels, String model, long number,
            Supplier<Sensor> sensors) {
        return new SimulatedDevice(new StreamDescription(name, rate, channels, Origin.device()), model, name + "-" + number,
                sensors);
    }
}
