package org.rapport.lsl;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.rapport.api.node.Output;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Role;

/** Reads a microphone or audio features. */
@Component(configurationPid = "rapport.source.audio", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class)
@Designate(ocd = AudioSource.Settings.class, factory = true)
public final class AudioSource implements Source {

    @ObjectClassDefinition(name = "Audio source", description = "Reads a microphone or audio features.")
    public @interface Settings {
        @AttributeDefinition(description = "The person it comes from: emitter or receiver.",
                options = { @Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver") })
        String role();

        @AttributeDefinition(description = "The LSL predicate that finds the stream, such as type='Gaze' and hostname='lab-2'; "
                + "left out, the content types that this node reads.")
        String query() default "";

        @AttributeDefinition(description = "The name of the stream, where several match.")
        String stream() default "";

        @AttributeDefinition(description = "The LSL source id of the device, where several match.")
        String sourceId() default "";
    }

    private final DeviceSource device;

    @Activate
    public AudioSource(Settings settings, @Reference Network network) {
        device = new DeviceSource(network, new SourceSettings(SourceKind.AUDIO, Role.of(settings.role()), settings.query(),
                settings.stream(), settings.sourceId(), 0));
    }

    @Override
    public void run(Output output) throws InterruptedException {
        device.run(output);
    }
}
