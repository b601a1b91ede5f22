package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

class EventFileTest {
    @TempDir
    private Path folder;

    @Test
    void tensorFlowReadsWhatIsWritten() throws Exception {
        try (EventFile file = new EventFile(folder)) {
            file.write(1, Map.of("loss/task", 0.5));
            file.write(300, Map.of("loss/task", 0.25));
        }
        List<Event> events = events();
        assertThat(events).hasSize(3);
        assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.get(0).getWallTime()).isGreaterThan(1e9);
        assertThat(events.get(2).getStep()).isEqualTo(300);
        assertThat(events.get(2).getSummary().getValueCount()).isEqualTo(1);
        assertThat(events.get(2).getSummary().getValue(0).getTag()).isEqualTo("loss/task");
        assertThat(events.get(2).getSummary().getValue(0).getSimpleValue()).isEqualTo(0.25f);
    }

    private List<Event> events() throws Exception {
        List<Event> events = new ArrayList<>();
        try (var files = Files.list(folder);
                DataInputStream in = new DataInputStream(Files.newInputStream(files.findFirst().orElseThrow()))) {
            while (true) {
                byte[] length = in.readNBytes(8);
                if (length.length == 0) {
                    return events;
                }
                check(length, in);
                byte[] data = in.readNBytes(length[0] & 0xff | (length[1] & 0xff) << 8);
                check(data, in);
                events.add(Event.parseFrom(data));
            }
        } catch (EOFException e) {
            throw new AssertionError("the file ends in the middle of a record", e);
        }
    }

    /** The mask of TFRecord: rotated right by 15 bits, plus a constant. */
    private static void check(byte[] bytes, DataInputStream in) throws Exception {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        long expected = ((crc.getValue() >>> 15 | crc.getValue() << 17) + 0xa282ead8L) & 0xffffffffL;
        assertThat(Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()))).isEqualTo(expected);
    }
}
