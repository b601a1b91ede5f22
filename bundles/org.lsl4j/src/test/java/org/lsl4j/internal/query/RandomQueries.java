package org.lsl4j.internal.query;

import java.util.Random;

/** Queries of the usual kind about a stream with channels. */
public final class RandomQueries {
    private RandomQueries() {
    }

    /** An expression of so many levels. */
    public static String expression(Random random, int depth) {
        String[] paths = {"name", "type", "channel_count", "nominal_srate", "nosuch", "desc/channels/channel/type", "//label",
                "desc/channels/channel[unit='uV']/label", "desc/channels/channel[2]/label", "*", "desc//type", "/info/uid",
                "desc"};
        String[] values = {"'EEG'", "\"My Name\"", "8", "500", "''", "'E1'", "0.5", "true()", "false()"};
        String[] operators = {"=", "!=", "<", "<=", ">", ">="};
        String path = paths[random.nextInt(paths.length)];
        if (depth == 0) {
            return random.nextBoolean() ? path : values[random.nextInt(values.length)];
        }
        return switch (random.nextInt(8)) {
            case 0 -> expression(random, depth - 1) + " and " + expression(random, depth - 1);
            case 1 -> expression(random, depth - 1) + " or " + expression(random, depth - 1);
            case 2 -> "not(" + expression(random, depth - 1) + ")";
            case 3 -> "starts-with(" + path + ", " + expression(random, 0) + ")";
            case 4 -> "contains(" + path + ", " + expression(random, 0) + ")";
            case 5 -> "count(" + path + ")" + operators[random.nextInt(6)] + random.nextInt(9);
            case 6 -> "(" + expression(random, depth - 1) + ")";
            default -> expression(random, 0) + operators[random.nextInt(6)] + expression(random, 0);
        };
    }
}
