package org.rapport.recording;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;
import org.rapport.recording.file.RecordingName;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;

/**
 * One stream in one file. Whole rows go to the operating system with every block, so that other programs and a sudden end
 * find whole rows; half a row that a crash left behind is cut off when the file is continued.
 */
final class CsvFile implements AutoCloseable {
    /** What is locked: a byte that no row reaches, for some systems let nobody read what is locked. */
    private static final long FAR_BYTE = Long.MAX_VALUE - 1;

    private final StreamDescription stream;
    private final FileChannel channel;

    private CsvFile(StreamDescription stream, FileChannel channel) {
        this.stream = stream;
        this.channel = channel;
    }

    /**
     * Continues the file if it holds the same stream; one that holds another, or that another recorder writes, is left alone, and
     * a
     * numbered one is made.
     */
    static CsvFile open(Path wanted, StreamDescription stream) throws IOException {
        byte[] header = header(stream).getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(wanted.toAbsolutePath().getParent());
        Path file = wanted;
        for (int number = 2;; number++) {
            create(file, header);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (startsWith(channel, header) && isOurs(channel)) {
                channel.truncate(endOfLastRow(channel));
                channel.position(channel.size());
                return new CsvFile(stream, channel);
            }
            channel.close();
            file = RecordingName.marked(wanted, String.valueOf(number));
        }
    }

    /** Whole, or not at all; one that is there is left alone. */
    private static void create(Path file, byte[] header) throws IOException {
        if (!Files.exists(file)) {
            Path whole = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
            try {
                Files.write(whole, header);
                Files.createLink(file, whole);
            } catch (FileAlreadyExistsException e) {
                return; // another recorder was faster
            } catch (UnsupportedOperationException | FileSystemException e) { // some shares have no links
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        }
    }

    /** Takes the file for this channel alone, where no other recorder of this or another process has it. */
    private static boolean isOurs(FileChannel channel) {
        try {
            return channel.tryLock(FAR_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // some shares know no locks
        }
    }

    StreamDescription stream() {
        return stream;
    }

    void write(Block block) throws IOException {
        int channels = stream.channels().size();
        String[] cells = new String[channels + 1];
        ByteBuffer rows = StandardCharsets.UTF_8.encode(csv(csv -> {
            for (int sample = 0; sample < block.samples(); sample++) {
                cells[0] = String.format(Locale.ROOT, "%.6f", block.times()[sample]);
                for (int c = 0; c < channels; c++) {
                    cells[c + 1] = Float.toString(block.value(sample, c));
                }
                csv.writeNext(cells, false);
            }
        }));
        while (rows.hasRemaining()) {
            channel.write(rows);
        }
    }

    private static String header(StreamDescription stream) {
        StringBuilder text = new StringBuilder("# stream: " + stream.name() + "\n# rate: " + stream.rate() + "\n");
        if (!stream.id().sourceId().isEmpty()) {
            text.append("# source_id: ").append(stream.id().sourceId()).append('\n');
        }
        stream.origin().toMap().forEach((key, value) -> text.append("# ").append(key).append(": ").append(value).append('\n'));
        String[] columns = new String[stream.channels().size() + 1];
        columns[0] = "time";
        for (int c = 1; c < columns.length; c++) {
            Channel channel = stream.channels().get(c - 1);
            columns[c] = channel.path();
            if (!channel.unit().isEmpty() || !channel.extractor().isEmpty()) {
                text.append("# ").append(channel.path()).append(": ").append((channel.unit() + " " + channel.extractor()).strip())
                        .append('\n');
            }
        }
        return text + csv(csv -> csv.writeNext(columns, false));
    }

    private static String csv(java.util.function.Consumer<ICSVWriter> rows) {
        StringWriter text = new StringWriter();
        try (ICSVWriter csv = new CSVWriterBuilder(text).build()) {
            rows.accept(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has no reason to
        }
        return text.toString();
    }

    private static boolean startsWith(FileChannel file, byte[] header) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(header.length);
        while (start.hasRemaining() && file.read(start) >= 0) {
            continue;
        }
        return !start.hasRemaining() && ByteBuffer.wrap(header).equals(start.flip());
    }

    private static long endOfLastRow(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = file.size(); end > 0; end--) {
            one.clear();
            file.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
