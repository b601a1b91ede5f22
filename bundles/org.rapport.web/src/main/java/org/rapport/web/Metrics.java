package org.rapport.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.graph.Graph;
import org.rapport.api.graph.NodeStatus;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The graph's figures for Prometheus. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
public final class Metrics extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Graph graph;
    private final transient SessionState state;
    private final transient Watch watch;
    private final transient Viewers viewers;

    @Activate
    public Metrics(@Reference Graph graph, @Reference SessionState state, @Reference Watch watch, @Reference Viewers viewers) {
        this.graph = graph;
        this.state = state;
        this.watch = watch;
        this.viewers = viewers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<NodeStatus> nodes = graph.nodes();
        JsonObject session = state.json();
        List<JsonObject> sources = session.getJsonArray("sources").getValuesAs(JsonObject.class);
        List<MetricSnapshot> metrics = new ArrayList<>(List.of(
                counter("rapport_node_received_blocks", "Blocks that a node took", nodes, NodeStatus::received),
                counter("rapport_node_sent_blocks", "Blocks that a node handed on", nodes, NodeStatus::sent),
                counter("rapport_node_dropped_blocks", "Blocks lost because a node was too slow", nodes, NodeStatus::dropped),
                counter("rapport_node_failures", "Blocks that a node failed on", nodes, NodeStatus::failures),
                gauge("rapport_node_waiting_signals", "Signals that wait for a node", nodes, NodeStatus::waiting), latency(nodes),
                source("rapport_source_live", "Whether a device sends", sources,
                        row -> row.getString("state").equals("LIVE") ? 1 : 0),
                source("rapport_source_rate_hertz", "Samples a second by their stamps", sources, row -> value(row, "rate")),
                source("rapport_source_missing_ratio", "Part of samples that are missing", sources, row -> value(row, "missing")),
                source("rapport_source_valid_ratio", "Part of the latest values that are not missing", sources,
                        row -> value(row, "valid")),
                source("rapport_source_clock_offset_seconds", "What is added to a device's clock", sources,
                        row -> value(row, "offset"))));
        metrics.add(hops());
        metrics.add(single("rapport_streams_expected", "Devices that the pipelines ask for", session.getInt("expected")));
        metrics.add(single("rapport_streams_there", "Devices that send", session.getInt("there")));
        metrics.add(single("rapport_pages_open", "Pages that look", viewers.count()));
        metrics.add(single("rapport_pages_dropped_rows", "Rows that the pages open now were too slow for", viewers.dropped()));
        metrics.add(single("rapport_watch_missed_signals", "Signals that the page had no time for", watch.missed()));
        response.setContentType(PrometheusTextFormatWriter.CONTENT_TYPE);
        new PrometheusTextFormatWriter(false).write(response.getOutputStream(), new MetricSnapshots(metrics));
    }

    private static Labels labels(NodeStatus node) {
        return Labels.of("pipeline", node.pipeline(), "node", node.name(), "type", node.type());
    }

    private static MetricSnapshot counter(String name, String help, List<NodeStatus> nodes, ToDoubleFunction<NodeStatus> value) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        nodes.forEach(node -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels(node))
                .value(value.applyAsDouble(node)).build()));
        return counter.build();
    }

    private static MetricSnapshot gauge(String name, String help, List<NodeStatus> nodes, ToDoubleFunction<NodeStatus> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        nodes.forEach(node -> gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels(node)).value(value.applyAsDouble(node)).build()));
        return gauge.build();
    }

    private MetricSnapshot latency(List<NodeStatus> nodes) {
        SummarySnapshot.Builder summary = SummarySnapshot.builder().name("rapport_node_latency_seconds")
                .help("From the capture of a block's latest sample until the node sent the block, over the last minute");
        for (NodeStatus node : nodes) {
            watch.latency(node.pipeline(), node.name())
                    .ifPresent(latency -> summary.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                            .labels(labels(node)).quantiles(quantiles(latency)).build()));
        }
        return summary.build();
    }

    private MetricSnapshot hops() {
        SummarySnapshot.Builder summary = SummarySnapshot.builder().name("rapport_prediction_hop_seconds")
                .help("What a prediction's way to each station took, over the last minute; 1 is the longest");
        for (WatchedStream stream : watch.streams()) {
            stream.hops().all().forEach((hop, latency) -> summary.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                    .labels(Labels.of("pipeline", stream.pipeline(), "node", stream.description().id().node(), "hop", hop))
                    .quantiles(quantiles(latency)).build()));
        }
        return summary.build();
    }

    private static Quantiles quantiles(Latency latency) {
        Percentiles some = latency.percentiles();
        return Quantiles.of(new Quantile(0.5, some.p50()), new Quantile(0.95, some.p95()), new Quantile(0.99, some.p99()),
                new Quantile(1, some.max()));
    }

    private static MetricSnapshot source(String name, String help, List<JsonObject> rows, ToDoubleFunction<JsonObject> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        for (JsonObject row : rows) {
            gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("pipeline", row.getString("pipeline"), "node", row.getString("node"), "device",
                            row.getString("title"), "source_id", row.getString("sourceId")))
                    .value(value.applyAsDouble(row)).build());
        }
        return gauge.build();
    }

    private static double value(JsonObject row, String key) {
        return row.get(key).getValueType() == JsonValue.ValueType.NUMBER ? row.getJsonNumber(key).doubleValue() : Double.NaN;
    }

    private static MetricSnapshot single(String name, String help, double value) {
        return GaugeSnapshot.builder().name(name).help(help)
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build()).build();
    }
}
