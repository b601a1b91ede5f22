package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Named values as horizontal bars from zero, as SVG. */
final class BarChart {
    private static final int WIDTH = 640;
    private static final int ROW = 20;
    private static final int LEFT = 200;
    private static final int TOP = 24;
    private static final String UP = "#0072b2";
    private static final String DOWN = "#d55e00";

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String name, double value) {
    }

    BarChart(String title) {
        this.title = title;
    }

    BarChart bar(String name, double value) {
        bars.add(new Bar(name, value));
        return this;
    }

    void draw(ReportPage page) {
        Axis across = Axis
                .of(Stream.concat(Stream.of(new double[]{0}), bars.stream().map(bar -> new double[]{bar.value})).toList(), LEFT,
                        WIDTH - 60)
                .rounded();
        double zero = across.place(0);
        int bottom = TOP + ROW * bars.size();
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + WIDTH + " " + (bottom + 24), "role", "img");
        page.element("title", title);
        page.element("text", title, "x", 0, "y", 14, "font-weight", "bold");
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            page.open("path", "d", String.format(Locale.ROOT, "M%.1f %dV%d", x, TOP - 2, bottom + 3), "stroke",
                    Math.abs(tick) < 1e-12 ? "#888" : "#e4e4e4").close();
            page.element("text", across.label(tick), "x", x, "y", bottom + 16, "text-anchor", "middle");
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = TOP + ROW * i;
            double end = Double.isFinite(bar.value) ? across.place(bar.value) : zero;
            page.element("text", bar.name, "x", LEFT - 8, "y", y + 13, "text-anchor", "end");
            page.open("rect", "x", Math.min(zero, end), "y", y + 3, "width", Math.abs(end - zero), "height", ROW - 6, "fill",
                    bar.value < 0 ? DOWN : UP).close();
            page.element("text", Numbers.text(bar.value), "x", Math.max(zero, end) + 4, "y", y + 13);
        }
        page.close();
    }
}
