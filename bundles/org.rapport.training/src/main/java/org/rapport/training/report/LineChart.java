package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a common axis, with a legend beside them, as SVG. */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 210;
    private static final int LEFT = 52;
    private static final int LEGEND = 170;
    private static final int RIGHT = WIDTH - LEGEND;
    private static final int BOTTOM = HEIGHT - 38;
    private static final int TOP = 24;
    private static final int MAX_POINTS = 1500;
    private static final int LONGEST_NAME = 26;
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
        Axis across = Axis.of(lines.stream().map(Line::x).toList(), LEFT, RIGHT);
        Axis up = Axis.of(lines.stream().map(Line::y).toList(), BOTTOM, TOP).rounded();
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img");
        page.element("title", title);
        page.element("text", title, "x", LEFT, "y", 14, "font-weight", "bold");
        frame(page, across, up);
        for (int i = 0; i < lines.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            page.open("path", "d", path(lines.get(i), across, up), "fill", "none", "stroke", colour, "stroke-width", "1.4")
                    .close();
            double y = TOP + 8 + 16 * i;
            page.open("path", "d", String.format(Locale.ROOT, "M%d %.1fh18", RIGHT + 10, y), "stroke", colour, "stroke-width",
                    "3").close();
            page.element("text", shortened(lines.get(i).name), "x", RIGHT + 33, "y", y + 4);
        }
        page.close();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    private void frame(ReportPage page, Axis across, Axis up) {
        for (double tick : up.ticks()) {
            double y = up.place(tick);
            page.open("path", "d", String.format(Locale.ROOT, "M%d %.1fH%d", LEFT, y, RIGHT), "stroke", "#e4e4e4").close();
            page.element("text", up.label(tick), "x", LEFT - 6, "y", y + 4, "text-anchor", "end");
        }
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            page.open("path", "d", String.format(Locale.ROOT, "M%.1f %dv5", x, BOTTOM), "stroke", "#888").close();
            page.element("text", across.label(tick), "x", x, "y", BOTTOM + 17, "text-anchor", "middle");
        }
        page.open("path", "d", "M" + LEFT + " " + TOP + "V" + BOTTOM + "H" + RIGHT, "fill", "none", "stroke", "#888").close();
        page.element("text", axis, "x", (LEFT + RIGHT) / 2, "y", HEIGHT - 6, "text-anchor", "middle");
    }

    private static String path(Line line, Axis across, Axis up) {
        StringBuilder path = new StringBuilder();
        boolean down = false;
        int step = Math.max(1, line.x.length / MAX_POINTS);
        for (int i = 0; i < line.x.length; i += step) {
            if (!Double.isFinite(line.y[i])) {
                down = false;
                continue;
            }
            path.append(
                    String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", across.place(line.x[i]), up.place(line.y[i])));
            down = true;
        }
        return path.toString();
    }
}
