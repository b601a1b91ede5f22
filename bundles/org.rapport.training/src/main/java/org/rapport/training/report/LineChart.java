package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a common axis, as SVG. */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 52;
    private static final int BOTTOM = 34;
    private static final int TOP = 22;
    private static final int MAX_POINTS = 1500;
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555", "#e69f00");

    private final String title;
    private final String axis;
    private final List<Line> lines = new ArrayList<>();

    private record Line(String name, double[] x, double[] y) {
    }

    /** @param axis what runs from left to right */
    LineChart(String title, String axis) {
        this.title = title;
        this.axis = axis;
    }

    /** A point that is NaN interrupts the line. */
    LineChart line(String name, double[] x, double[] y) {
        lines.add(new Line(name, x, y));
        return this;
    }

    void draw(ReportPage page) {
        Range across = Range.of(lines.stream().map(Line::x).toList());
        Range up = Range.of(lines.stream().map(Line::y).toList());
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img");
        page.element("title", title);
        page.element("text", title, "x", LEFT, "y", 14, "font-weight", "bold");
        frame(page, across, up);
        for (int i = 0; i < lines.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            page.open("path", "d", path(lines.get(i), across, up), "fill", "none", "stroke", colour, "stroke-width", "1.4")
                    .close();
            page.element("text", lines.get(i).name, "x", WIDTH - 4, "y", TOP + 14 * (i + 1), "text-anchor", "end", "fill",
                    colour);
        }
        page.close();
    }

    private void frame(ReportPage page, Range across, Range up) {
        page.open("path", "d", "M" + LEFT + " " + TOP + "V" + (HEIGHT - BOTTOM) + "H" + WIDTH, "fill", "none", "stroke", "#888")
                .close();
        page.element("text", label(up.high), "x", LEFT - 4, "y", TOP + 10, "text-anchor", "end");
        page.element("text", label(up.low), "x", LEFT - 4, "y", HEIGHT - BOTTOM, "text-anchor", "end");
        page.element("text", label(across.low), "x", LEFT, "y", HEIGHT - BOTTOM + 14);
        page.element("text", label(across.high), "x", WIDTH, "y", HEIGHT - BOTTOM + 14, "text-anchor", "end");
        page.element("text", axis, "x", (LEFT + WIDTH) / 2, "y", HEIGHT - 6, "text-anchor", "middle");
    }

    private static String label(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }

    private static String path(Line line, Range across, Range up) {
        StringBuilder path = new StringBuilder();
        boolean down = false;
        int step = Math.max(1, line.x.length / MAX_POINTS);
        for (int i = 0; i < line.x.length; i += step) {
            if (!Double.isFinite(line.y[i])) {
                down = false;
                continue;
            }
            double x = LEFT + across.part(line.x[i]) * (WIDTH - LEFT);
            double y = HEIGHT - BOTTOM - up.part(line.y[i]) * (HEIGHT - BOTTOM - TOP);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", x, y));
            down = true;
        }
        return path.toString();
    }

    /** From the least to the greatest finite value. */
    private record Range(double low, double high) {
        static Range of(List<double[]> values) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] some : values) {
                for (double value : some) {
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
            return low > high ? new Range(0, 1) : new Range(low, high > low ? high : low + 1);
        }

        double part(double value) {
            return (value - low) / (high - low);
        }
    }
}
