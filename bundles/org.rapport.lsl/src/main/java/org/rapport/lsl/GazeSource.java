package org.rapport.lsl;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.node.Source;
import org.rapport.lsl.dialects.Dialects;

/** Reads an eye tracker. */
@Component(configurationPid = "rapport.source.gaze", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads an eye tracker.")
@Designate(ocd = DeviceSettings.class, factory = true)
public final class GazeSource extends DeviceSource {

    @Activate
    public GazeSource(DeviceSettings settings, @Reference LslNetwork network, @Reference Dialects dialects) {
        super(network, dialects, SourceSettings.of(SourceKind.GAZE, settings));
    }
}
