package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.rapport.training.evaluation.Interval;

/** Named scores with their intervals, one below the other over a common axis (a forest plot), as SVG. */
final class ForestChart {
    private static final int WIDTH = 640;
    private static final int ROW = 20;
    private static final int LEFT = 250;
    private static final int RIGHT = WIDTH - 150;
    private static final int TOP = 28;
    private static final int LONGEST_NAME = 36;
    private static final String COLOUR = "#0072b2";

    private final String title;
    private final String axis;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, double value, Interval interval) {
    }

    /** @param axis what is measured */
    ForestChart(String title, String axis) {
        this.title = title;
        this.axis = axis;
    }

    /** @param interval unknown for a mark alone */
    ForestChart row(String name, double value, Interval interval) {
        rows.add(new Row(name, value, interval));
        return this;
    }

    void draw(ReportPage page) {
        Axis across = Axis.of(
                Stream.concat(Stream.of(new double[]{0}),
                        rows.stream().map(row -> new double[]{row.value, row.interval.low(), row.interval.high()})).toList(),
                LEFT, RIGHT).rounded();
        int bottom = TOP + ROW * rows.size();
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + WIDTH + " " + (bottom + 40), "role", "img");
        page.element("title", title);
        page.element("text", title, "x", 0, "y", 14, "font-weight", "bold");
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            page.open("path", "d", String.format(Locale.ROOT, "M%.1f %dV%d", x, TOP - 4, bottom + 4), "stroke",
                    Math.abs(tick) < 1e-12 ? "#888" : "#e4e4e4").close();
            page.element("text", across.label(tick), "x", x, "y", bottom + 18, "text-anchor", "middle");
        }
        page.element("text", axis, "x", (LEFT + RIGHT) / 2, "y", bottom + 34, "text-anchor", "middle");
        for (int i = 0; i < rows.size(); i++) {
            draw(page, rows.get(i), across, TOP + ROW * i + ROW / 2);
        }
        page.close();
    }

    private static void draw(ReportPage page, Row row, Axis across, double y) {
        String name = row.name.length() <= LONGEST_NAME ? row.name : row.name.substring(0, LONGEST_NAME - 1) + "…";
        page.element("text", name, "x", LEFT - 10, "y", y + 4, "text-anchor", "end");
        String text = Numbers.text(row.value);
        if (row.interval.isKnown()) {
            page.open("path", "d", String.format(Locale.ROOT, "M%.1f %.1fH%.1f", across.place(row.interval.low()), y,
                    across.place(row.interval.high())), "stroke", COLOUR, "stroke-width", "2").close();
            text += " [" + Numbers.text(row.interval.low()) + ", " + Numbers.text(row.interval.high()) + "]";
        }
        if (Double.isFinite(row.value)) {
            page.open("rect", "x", across.place(row.value) - 4, "y", y - 4, "width", 8, "height", 8, "fill", COLOUR).close();
        }
        page.element("text", text, "x", RIGHT + 10, "y", y + 4);
    }
}
