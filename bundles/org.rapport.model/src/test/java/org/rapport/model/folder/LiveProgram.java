package org.rapport.model.folder;

import java.nio.file.Path;
import java.util.Arrays;

import org.rapport.model.Contract;

/** A program of its own: {@code LiveProgram FOLDER} prints what a model predicts live from rows of a sine. */
final class LiveProgram {
    private LiveProgram() {
    }

    public static void main(String[] args) throws Exception {
        try (Model model = ModelFolder.load(Path.of(args[0]))) {
            System.out.println(Arrays.toString(predict(model)));
        }
    }

    static float[] predict(Model model) {
        Contract contract = model.contract();
        LiveModel live = model.live();
        for (int row = 0; row < contract.window().steps(); row++) {
            live.add(row / 25.0, sine(row, contract.emitter().size()), sine(row + 100, contract.receiver().size()));
        }
        float[] out = new float[contract.targets().size()];
        live.predict(out);
        return out;
    }

    static float[] sine(int row, int width) {
        float[] values = new float[width];
        for (int i = 0; i < width; i++) {
            values[i] = (float) Math.sin(row * 0.3 + i);
        }
        return values;
    }
}
