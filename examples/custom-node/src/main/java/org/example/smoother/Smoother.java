package org.example.smoother;

import java.util.Arrays;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.graph.Output;
import org.rapport.api.node.Processor;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamDescription;

/** Smooths every channel of a stream exponentially. What is missing stays missing. */
@Component(configurationPid = Smoother.TYPE, configurationPolicy = ConfigurationPolicy.REQUIRE, service = Processor.class)
@Designate(ocd = Smoother.Settings.class, factory = true)
public final class Smoother implements Processor {
    static final String TYPE = "example.smoother";

    @ObjectClassDefinition(name = "Smoother", description = "Smooths every channel of a stream exponentially.")
    public @interface Settings {
        @AttributeDefinition(description = "The node whose stream it smooths.")
        String[] inputs();

        @AttributeDefinition(description = "The time constant in seconds, from 0.01 to 3600.", min = "0.01", max = "3600")
        double seconds() default 1;
    }

    private final double timeConstant;
    private StreamDescription incoming;
    private StreamDescription outgoing;
    private float[] smooth;
    private double last;

    @Activate
    public Smoother(Settings settings) {
        timeConstant = settings.seconds();
    }

    @Override
    public void process(Block block, Output output) {
        int channels = block.stream().channels().size();
        if (!block.stream().equals(incoming)) { // another stream under the same name: begin anew
            incoming = block.stream();
            // a model that learned from smooth rows asks for rows that were made with these settings
            outgoing = incoming.derivedBy(output.node(), TYPE, Map.of("seconds", timeConstant));
            smooth = new float[channels];
            Arrays.fill(smooth, Float.NaN);
        }
        float[] values = new float[block.values().length];
        for (int sample = 0; sample < block.samples(); sample++) {
            double time = block.times()[sample];
            float weight = (float) -Math.expm1((last - time) / timeConstant);
            last = time;
            for (int c = 0; c < channels; c++) {
                float value = block.value(sample, c);
                if (!Float.isNaN(value)) {
                    smooth[c] = Float.isNaN(smooth[c]) ? value : smooth[c] + weight * (value - smooth[c]);
                }
                values[sample * channels + c] = Float.isNaN(value) ? value : smooth[c];
            }
        }
        output.send(new Block(outgoing, block.times(), values, block.arrived()));
    }
}
