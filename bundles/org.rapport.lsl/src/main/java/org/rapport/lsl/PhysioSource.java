package org.rapport.lsl;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.node.Source;
import org.rapport.lsl.dialects.Dialects;

/** Reads ECG, PPG, EDA and breathing, each from the stream of its type. */
@Component(configurationPid = "rapport.source.physio", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads ECG, PPG, EDA and breathing, each from the stream of its type.")
@Designate(ocd = DeviceSettings.class, factory = true)
public final class PhysioSource extends DeviceSource {

    @Activate
    public PhysioSource(DeviceSettings settings, @Reference LslNetwork network, @Reference Dialects dialects) {
        super(network, dialects, SourceSettings.of(SourceKind.PHYSIO, settings));
    }
}
