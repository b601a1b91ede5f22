package org.rapport.lsl;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.node.Source;
import org.rapport.lsl.dialects.Dialects;

/** Reads a microphone or audio features. */
@Component(configurationPid = "rapport.source.audio", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads a microphone or audio features.")
@Designate(ocd = DeviceSettings.class, factory = true)
public final class AudioSource extends DeviceSource {

    @Activate
    public AudioSource(DeviceSettings settings, @Reference LslNetwork network, @Reference Dialects dialects) {
        super(network, dialects, SourceSettings.of(SourceKind.AUDIO, settings));
    }
}
