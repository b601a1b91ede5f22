package org.rapport.dsp.audio;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.testkit.NodeSettings;
import org.rapport.testkit.SentSignals;

/** Sends audio through the node and keeps what comes out. */
final class Recording {
    final SentSignals sent = new SentSignals("voice");

    /** The samples of a mono WAV file of 16 bits, between -1 and 1, scaled as openSMILE does. */
    static float[] wav(File file) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file)) {
            AudioFormat format = in.getFormat();
            if (format.getChannels() != 1 || format.getSampleSizeInBits() != 16 || format.isBigEndian()) {
                throw new IOException(file + " is not mono WAV of 16 bits");
            }
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.remaining() / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort() / 32767f;
            }
            return samples;
        }
    }

    static StreamDescription microphone(double rate) {
        return new StreamDescription("microphone", rate,
                List.of(new Channel(Role.EMITTER, "Audio", "mono", "", "", Scale.CONTINUOUS)), Origin.device());
    }

    static AudioFeatures.Settings settings(boolean deltas, boolean functionals, double window, double step) {
        return settings(deltas, functionals, window, step, 0);
    }

    static AudioFeatures.Settings settings(boolean deltas, boolean functionals, double window, double step, double maxJitter) {
        return NodeSettings.of(AudioFeatures.Settings.class,
                Map.of("deltas", deltas, "functionals", functionals, "window", window, "step", step, "maxJitter", maxJitter));
    }

    /** Sends samples at their times in blocks of a size. */
    void send(AudioFeatures node, StreamDescription stream, double[] times, float[] samples, int size) {
        for (int from = 0; from < samples.length; from += size) {
            int to = Math.min(samples.length, from + size);
            node.process(
                    new Block(stream, Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(samples, from, to), times[to - 1]),
                    sent);
        }
    }

    /** The times of samples without interruption, from 100 s on. */
    static double[] times(double rate, int samples) {
        double[] times = new double[samples];
        Arrays.setAll(times, i -> 100 + i / rate);
        return times;
    }
}
