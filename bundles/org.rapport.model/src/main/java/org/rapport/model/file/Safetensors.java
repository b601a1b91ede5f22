package org.rapport.model.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.rapport.model.NamedArray;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/**
 * Arrays as a safetensors file, which other programs read without TensorFlow: the length of the header in 8 bytes, the header,
 * a JSON object of each array's type, shape and place, then the arrays, all little-endian
 * (github.com/huggingface/safetensors, section "Format").
 */
public final class Safetensors {
    /** The arrays start at a multiple of this, so that a program can use them where they lie. */
    private static final int ALIGNMENT = 8;

    private Safetensors() {
    }

    /** @param notes what else the file is to say about itself */
    public static void write(Path file, Map<String, String> notes, List<NamedArray> arrays) throws IOException {
        byte[] header = header(notes, arrays).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(littleEndian(Long.BYTES).putLong(header.length).array());
            out.write(header);
            for (NamedArray array : arrays) {
                ByteBuffer bytes = littleEndian(array.values().length * Float.BYTES);
                bytes.asFloatBuffer().put(array.values());
                out.write(bytes.array());
            }
        }
    }

    private static String header(Map<String, String> notes, List<NamedArray> arrays) {
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        new TreeMap<>(notes).forEach(metadata::add);
        JsonObjectBuilder header = Json.createObjectBuilder().add("__metadata__", metadata);
        long begin = 0;
        for (NamedArray array : arrays) {
            long end = begin + (long) array.values().length * Float.BYTES;
            JsonArrayBuilder shape = Json.createArrayBuilder();
            for (long size : array.shape()) {
                shape.add(size);
            }
            header.add(array.name(), Json.createObjectBuilder().add("dtype", "F32").add("shape", shape).add("data_offsets",
                    Json.createArrayBuilder().add(begin).add(end)));
            begin = end;
        }
        String text = header.build().toString();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return text + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
