package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;

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
        double least = Math.min(0, bars.stream().mapToDouble(Bar::value).filter(Double::isFinite).min().orElse(0));
        double most = Math.max(least + 1e-9, bars.stream().mapToDouble(Bar::value).filter(Double::isFinite).max().orElse(1));
        double scale = (WIDTH - LEFT - 60) / (Math.max(0, most) - least);
        double zero = LEFT - least * scale;
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + WIDTH + " " + (TOP + ROW * bars.size()),
                "role", "img");
        page.element("title", title);
        page.element("text", title, "x", 0, "y", 14, "font-weight", "bold");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = TOP + ROW * i;
            double length = Double.isFinite(bar.value) ? Math.abs(bar.value) * scale : 0;
            page.element("text", bar.name, "x", LEFT - 8, "y", y + 13, "text-anchor", "end");
            page.open("rect", "x", bar.value < 0 ? zero - length : zero, "y", y + 3, "width", length, "height", ROW - 6, "fill",
                    bar.value < 0 ? DOWN : UP).close();
            page.element("text", Numbers.text(bar.value), "x", zero + Math.max(0, bar.value < 0 ? 0 : length) + 4, "y", y + 13);
        }
        page.close();
    }
}
