package org.rapport.dsp;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.graph.Output;
import org.rapport.api.node.Processor;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamStatus;

/** The node around a {@link GridResampler}. */
@Component(configurationPid = Resampler.TYPE, configurationPolicy = ConfigurationPolicy.REQUIRE, service = Processor.class)
@Designate(ocd = Resampler.Settings.class, factory = true)
public final class Resampler implements Processor {
    static final String TYPE = "rapport.resampler";

    @ObjectClassDefinition(name = "Resampler",
            description = "Puts all input streams on one time grid: one row with all their channels per time step.")
    public @interface Settings {
        @AttributeDefinition(description = "The nodes to read.")
        String[] inputs();

        @AttributeDefinition(description = "Rows per second, from 1 to 1000.", min = "1", max = "1000")
        double rate();

        @AttributeDefinition(min = "0.05", max = "10",
                description = "How far it looks ahead, in seconds from 0.05 to 10: the constant delay of its rows. A longer "
                        + "delay makes a sharper filter, and slow streams need at least two of their samples in it.")
        double delay() default 0.4;

        @AttributeDefinition(min = "0", max = "60",
                description = "The longest stretch without valid samples that it bridges, in seconds from 0 to 60; longer ones "
                        + "are NaN. Two samples of a slow stream are always bridged.")
        double maxGap() default 0.25;

        @AttributeDefinition(min = "0", max = "60",
                description = "How long it waits for late streams beyond the delay, in seconds from 0 to 60. Then a row is sent "
                        + "without what has not arrived: up to 0.2 s later, or 3 s if a node in between is behind.")
        double maxLatency() default 0.5;
    }

    private final ResamplingSettings settings;
    private GridResampler grid;

    @Activate
    public Resampler(Settings settings) {
        this.settings = new ResamplingSettings(settings.rate(), settings.delay(), settings.maxGap(), settings.maxLatency());
    }

    @Override
    public void process(Block block, Output output) {
        grid(output).add(block, output::send);
    }

    @Override
    public void status(StreamStatus status, Output output) {
        grid(output).add(status);
        output.send(status);
    }

    /** Only its output knows the node's name. */
    private GridResampler grid(Output output) {
        if (grid == null) {
            grid = new GridResampler(output.node(), settings);
        }
        return grid;
    }
}
