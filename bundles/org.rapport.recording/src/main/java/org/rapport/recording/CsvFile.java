package org.rapport.recording;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.TreeMap;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;

/**
 * One stream in one file. Whole rows go to the operating system with every block, so that other programs and a sudden end
 * find whole rows; half a row that a crash left behind is cut off when the file is continued.
 */
final class CsvFile implements AutoCloseable {
    private final StreamDescription stream;
    private final FileChannel channel;

    private CsvFile(StreamDescription stream, FileChannel channel) {
        this.stream = stream;
        this.channel = channel;
    }

    /** Continues the file if it holds the same stream; one that holds another is left alone, and a numbered one is made. */
    static CsvFile open(Path wanted, StreamDescription stream) throws IOException {
        byte[] header = header(stream).getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(wanted.toAbsolutePath().getParent());
        Path file = wanted;
        for (int number = 2; Files.exists(file) && !startsWith(file, header); number++) {
            file = RecordingName.marked(wanted, String.valueOf(number));
        }
        if (!Files.exists(file)) {
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.write(whole, header);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.truncate(endOfLastRow(channel));
        channel.position(channel.size());
        return new CsvFile(stream, channel);
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
        new TreeMap<>(stream.provenance())
                .forEach((key, value) -> text.append("# ").append(key).append(": ").append(value).append('\n'));
        String[] columns = new String[stream.channels().size() + 1];
        columns[0] = "time";
        for (int c = 1; c < columns.length; c++) {
            Channel channel = stream.channels().get(c - 1);
            columns[c] = channel.path();
            if (!channel.unit().isEmpty() || !channel.extractor().isEmpty()) {
                text.append("# ").append(channel.path()).append(": ")
                        .append((channel.unit() + " " + channel.extractor()).strip()).append('\n');
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

    private static boolean startsWith(Path file, byte[] header) throws IOException {
        try (FileChannel present = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer start = ByteBuffer.allocate(header.length);
            while (start.hasRemaining() && present.read(start) >= 0) {
                continue;
            }
            return !start.hasRemaining() && ByteBuffer.wrap(header).equals(start.flip());
        }
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
