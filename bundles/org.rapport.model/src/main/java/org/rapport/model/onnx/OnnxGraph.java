package org.rapport.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An ONNX graph in the making: operations and constants by name (github.com/onnx/onnx, onnx.proto3). */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    /** TensorProto.DataType. */
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    /** AttributeProto.AttributeType. */
    private static final int TYPE_INT = 2;
    private static final int TYPE_STRING = 3;
    private static final int TYPE_INTS = 7;

    private final ProtobufMessage graph = new ProtobufMessage();
    private int made;

    /** A tensor of floats whose first axis may have any size. */
    void input(String name, int... rest) {
        graph.with(11, tensorInfo(name, rest));
    }

    void output(String name, int... rest) {
        graph.with(12, tensorInfo(name, rest));
    }

    private static ProtobufMessage tensorInfo(String name, int... rest) {
        ProtobufMessage shape = new ProtobufMessage().with(1, new ProtobufMessage().with(2, "windows"));
        for (int size : rest) {
            shape.with(1, new ProtobufMessage().with(1, size));
        }
        ProtobufMessage tensor = new ProtobufMessage().with(1, FLOAT).with(2, shape);
        return new ProtobufMessage().with(1, name).with(2, new ProtobufMessage().with(1, tensor));
    }

    /** A constant of a name of its own. */
    String constant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, FLOAT, raw, shape);
    }

    private String sizes(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name("sizes"), INT64, raw, values.length);
    }

    private String constant(String name, int type, ByteBuffer raw, long... shape) {
        ProtobufMessage tensor = new ProtobufMessage();
        for (long size : shape) {
            tensor.with(1, size);
        }
        graph.with(5, tensor.with(2, type).with(8, name).with(9, raw.array()));
        return name;
    }

    private String name(String what) {
        return what + "_" + made++;
    }

    /** An operation of one result; gives the name of that. */
    String operation(String type, List<String> inputs, Map<String, ?> attributes) {
        String result = name(type.toLowerCase(Locale.ROOT));
        operation(type, inputs, attributes, result);
        return result;
    }

    /** @param attributes names to whole numbers, texts and lists of whole numbers */
    void operation(String type, List<String> inputs, Map<String, ?> attributes, String result) {
        ProtobufMessage node = new ProtobufMessage();
        inputs.forEach(input -> node.with(1, input));
        node.with(2, result).with(3, result).with(4, type);
        new TreeMap<>(attributes).forEach((name, value) -> node.with(5, attribute(name, value)));
        graph.with(1, node);
    }

    private static ProtobufMessage attribute(String name, Object value) {
        ProtobufMessage attribute = new ProtobufMessage().with(1, name);
        if (value instanceof Integer number) {
            return attribute.with(3, number).with(20, TYPE_INT);
        }
        if (value instanceof String text) {
            return attribute.with(4, text).with(20, TYPE_STRING);
        }
        for (Object number : (List<?>) value) {
            attribute.with(8, (Integer) number);
        }
        return attribute.with(20, TYPE_INTS);
    }

    String operation(String type, String... inputs) {
        return operation(type, List.of(inputs), Map.of());
    }

    String transpose(String x, Integer... axes) {
        return operation("Transpose", List.of(x), Map.of("perm", List.of(axes)));
    }

    /** 0 keeps a size, -1 is what is left. */
    String reshape(String x, long... shape) {
        return operation("Reshape", x, sizes(shape));
    }

    String concat(List<String> parts) {
        return operation("Concat", parts, Map.of("axis", -1));
    }

    /**
     * The whole file.
     *
     * @param notes what it says about itself
     */
    byte[] file(String name, Map<String, String> notes) {
        ProtobufMessage model = new ProtobufMessage().with(1, IR_VERSION).with(2, "Rapport").with(7, graph.with(2, name)).with(8,
                new ProtobufMessage().with(1, "").with(2, OPSET));
        notes.forEach((key, value) -> model.with(14, new ProtobufMessage().with(1, key).with(2, value)));
        return model.toBytes();
    }
}
