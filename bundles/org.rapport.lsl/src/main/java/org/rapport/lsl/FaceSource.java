package org.rapport.lsl;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.node.Source;
import org.rapport.lsl.dialects.Dialects;

/** Reads the action units and gaze of a face tracker. */
@Component(configurationPid = "rapport.source.face", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads the action units and gaze of a face tracker.")
@Designate(ocd = DeviceSettings.class, factory = true)
public final class FaceSource extends DeviceSource {

    @Activate
    public FaceSource(DeviceSettings settings, @Reference LslNetwork network, @Reference Dialects dialects) {
        super(network, dialects, SourceSettings.of(SourceKind.FACE, settings));
    }
}
