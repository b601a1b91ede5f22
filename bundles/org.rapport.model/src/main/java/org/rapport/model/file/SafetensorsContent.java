package org.rapport.model.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.model.NamedArray;

/**
 * What a safetensors file holds, as {@link Safetensors} writes it.
 *
 * @param notes what it says about itself
 * @param arrays by name, in the file's order
 */
public record SafetensorsContent(Map<String, String> notes, Map<String, NamedArray> arrays) {
    private static final long MAX_BYTES = 1L << 30;
    private static final long MAX_HEADER = 4 << 20;
    private static final String NOTES = "__metadata__";

    public SafetensorsContent {
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /**
     * Reads a file whose arrays are all of float32.
     *
     * @throws FileFault if it is none; one line
     * @throws IOException if the disk fails
     */
    public static SafetensorsContent read(Path file) throws IOException {
        long size = Files.size(file);
        if (size < Long.BYTES || size > Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 2)) {
            throw new FileFault(file.toString(), "has " + size + " bytes, and so is no file of weights that fits");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.getLong();
        if (length < 0 || length > Math.min(MAX_HEADER, bytes.remaining())) {
            throw new FileFault(file.toString(), "its header of " + length + " bytes cannot be; it is no safetensors file");
        }
        ByteBuffer header = bytes.slice(Long.BYTES, (int) length);
        ByteBuffer data = bytes.slice(Long.BYTES + (int) length, bytes.limit() - Long.BYTES - (int) length)
                .order(ByteOrder.LITTLE_ENDIAN);
        Map<String, String> notes = new LinkedHashMap<>();
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> member : JsonEntry.parse(file.toString(), text(file, header)).members().entrySet()) {
            if (member.getKey().equals(NOTES)) {
                for (Map.Entry<String, JsonEntry> note : member.getValue().members().entrySet()) {
                    notes.put(note.getKey(), note.getValue().anyText());
                }
            } else {
                arrays.put(member.getKey(), array(member.getKey(), member.getValue(), data));
            }
        }
        return new SafetensorsContent(notes, arrays);
    }

    private static String text(Path file, ByteBuffer header) throws FileFault {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
        } catch (CharacterCodingException e) {
            throw new FileFault(file.toString(), "its header is not UTF-8 text; it is no safetensors file");
        }
    }

    private static NamedArray array(String name, JsonEntry json, ByteBuffer data) throws FileFault {
        if (!json.needed("dtype").anyText().equals("F32")) {
            throw json.needed("dtype").mismatch("must be \"F32\"");
        }
        List<JsonEntry> axes = json.needed("shape").elements();
        long[] shape = new long[axes.size()];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = axes.get(i).integer();
            size *= Math.max(0, Math.min(shape[i], MAX_BYTES));
            if (shape[i] < 1 || size > MAX_BYTES) {
                throw json.needed("shape").fault("is no size of an array that fits");
            }
        }
        List<JsonEntry> offsets = json.needed("data_offsets").elements();
        long begin = offsets.size() == 2 ? offsets.get(0).longInteger() : -1;
        if (begin < 0 || begin > data.limit() || offsets.get(1).longInteger() - begin != size * Float.BYTES
                || offsets.get(1).longInteger() > data.limit()) {
            throw json.needed("data_offsets").fault("is not where " + size + " numbers of the file can be");
        }
        float[] values = new float[(int) size];
        data.slice((int) begin, values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new NamedArray(name, shape, values);
    }
}
