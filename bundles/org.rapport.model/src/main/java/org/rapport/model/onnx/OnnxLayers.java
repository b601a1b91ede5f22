package org.rapport.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.rapport.model.NamedArray;

/** The layers of Rapport's networks in ONNX's operations. Arrays that ONNX wants otherwise are brought into its order. */
final class OnnxLayers {
    private static final float NEVER = -1e9f;
    /** ONNX's order of an LSTM's gates, i o f c, in ours, i f c o. */
    private static final int[] LSTM_GATES = {0, 3, 1, 2};
    private static final int GATES = 4;

    private final OnnxGraph graph;
    private final Map<String, NamedArray> weights;

    OnnxLayers(OnnxGraph graph, Map<String, NamedArray> weights) {
        this.graph = graph;
        this.weights = weights;
    }

    private NamedArray weight(String name) {
        NamedArray array = weights.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the weights have no " + name);
        }
        return array;
    }

    private String constant(String name) {
        NamedArray array = weight(name);
        return graph.constant(name, array.values(), array.shape());
    }

    boolean has(String name) {
        return weights.containsKey(name);
    }

    /** x·kernel + bias. */
    String dense(String name, String x) {
        return graph.operation("Add", graph.operation("MatMul", x, constant(name + "_kernel")), constant(name + "_bias"));
    }

    /** Over [windows x steps x inputs], in one direction or, if there are weights for it, in both. */
    String lstm(String name, String x) {
        List<String> directions = has(name + "_backward_kernel") ? List.of("_forward", "_backward") : List.of("_forward");
        int hidden = weight(name + "_forward_bias").values().length / GATES;
        int inputs = (int) weight(name + "_forward_kernel").shape()[0] - hidden;
        int count = directions.size();
        float[][] input = new float[count][];
        float[][] recurrent = new float[count][];
        float[][] bias = new float[count][];
        for (int i = 0; i < count; i++) {
            float[] kernel = weight(name + directions.get(i) + "_kernel").values();
            input[i] = gates(kernel, 0, inputs, hidden, LSTM_GATES);
            recurrent[i] = gates(kernel, inputs, hidden, hidden, LSTM_GATES);
            float[] one = gates(weight(name + directions.get(i) + "_bias").values(), 0, 1, hidden, LSTM_GATES);
            bias[i] = Arrays.copyOf(one, 2 * one.length); // ONNX adds a second one, of the recurrent part
        }
        return recurrent("LSTM", name, x, new Recurrence(joined(input), joined(recurrent), joined(bias), count, inputs, hidden),
                count == 2 ? Map.of("hidden_size", hidden, "direction", "bidirectional") : Map.of("hidden_size", hidden));
    }

    /** Over [windows x steps x inputs]. */
    String gru(String name, String x) {
        int hidden = weight(name + "_candidate_bias").values().length;
        int inputs = (int) weight(name + "_candidate_kernel").shape()[0] - hidden;
        float[] opening = weight(name + "_gates_kernel").values();
        float[] candidate = weight(name + "_candidate_kernel").values();
        int[] updateThenReset = {1, 0};
        int[] alone = {0};
        float[] input = joined(gates(opening, 0, inputs, hidden, updateThenReset), gates(candidate, 0, inputs, hidden, alone));
        float[] recurrent = joined(gates(opening, inputs, hidden, hidden, updateThenReset),
                gates(candidate, inputs, hidden, hidden, alone));
        float[] bias = joined(gates(weight(name + "_gates_bias").values(), 0, 1, hidden, updateThenReset),
                weight(name + "_candidate_bias").values());
        return recurrent("GRU", name, x,
                new Recurrence(input, recurrent, Arrays.copyOf(bias, 2 * bias.length), 1, inputs, hidden),
                Map.of("hidden_size", hidden));
    }

    private record Recurrence(float[] input, float[] recurrent, float[] bias, int directions, int inputs, int hidden) {
    }

    private String recurrent(String type, String name, String x, Recurrence weights, Map<String, ?> attributes) {
        long rows = weights.input().length / weights.directions() / weights.inputs();
        String w = graph.constant(name + "_w", weights.input(), weights.directions(), rows, weights.inputs());
        String r = graph.constant(name + "_r", weights.recurrent(), weights.directions(), rows, weights.hidden());
        String b = graph.constant(name + "_b", weights.bias(), weights.directions(), 2 * rows);
        String y = graph.operation(type, List.of(graph.transpose(x, 1, 0, 2), w, r, b), attributes);
        // [steps x directions x windows x hidden]
        return graph.reshape(graph.transpose(y, 2, 0, 1, 3), 0, 0, (long) weights.directions() * weights.hidden());
    }

    /** Some rows of a kernel [rows x gates·hidden], as ONNX wants them, [gates·hidden x rows]. */
    private static float[] gates(float[] kernel, int from, int rows, int hidden, int[] order) {
        int columns = order.length * hidden;
        float[] turned = new float[columns * rows];
        for (int gate = 0; gate < order.length; gate++) {
            for (int unit = 0; unit < hidden; unit++) {
                for (int row = 0; row < rows; row++) {
                    turned[(gate * hidden + unit) * rows + row] = kernel[(from + row) * columns + order[gate] * hidden + unit];
                }
            }
        }
        return turned;
    }

    private static float[] joined(float[]... parts) {
        float[] all = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** What later steps score in an attention that does not look ahead, [steps x steps]. */
    String pastAlone(int steps) {
        float[] penalties = new float[steps * steps];
        for (int asking = 0; asking < steps; asking++) {
            Arrays.fill(penalties, asking * steps + asking + 1, (asking + 1) * steps, NEVER);
        }
        return graph.constant("past_alone", penalties, steps, steps);
    }

    /** @param mask added to the scores; empty for none */
    String attention(String name, String from, String to, int heads, String mask) {
        int width = weight(name + "_query_bias").values().length;
        String scale = graph.constant(name + "_scale", new float[]{(float) (1 / Math.sqrt((double) width / heads))});
        String query = graph.transpose(heads(graph.operation("Mul", dense(name + "_query", from), scale), heads, width), 0, 2, 1,
                3);
        String key = graph.transpose(heads(dense(name + "_key", to), heads, width), 0, 2, 3, 1);
        String value = graph.transpose(heads(dense(name + "_value", to), heads, width), 0, 2, 1, 3);
        String scores = graph.operation("MatMul", query, key);
        String seen = mask.isEmpty() ? scores : graph.operation("Add", scores, mask);
        String answers = graph.operation("MatMul", graph.operation("Softmax", List.of(seen), Map.of("axis", -1)), value);
        return dense(name + "_result", graph.reshape(graph.transpose(answers, 0, 2, 1, 3), 0, 0, width));
    }

    private String heads(String x, int heads, int width) {
        return graph.reshape(x, 0, 0, heads, width / heads);
    }

    /** The output layers, to the graph's output. */
    void outputs(String x, int targets, String result) {
        List<String> columns = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            String name = "target" + target;
            columns.add(dense(name + "_output", graph.operation("Relu", dense(name + "_hidden", x))));
        }
        graph.operation("Concat", columns, Map.of("axis", -1), result);
    }
}
