package org.rapport.lsl;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.node.Source;
import org.rapport.lsl.dialects.Dialects;

/** Reads what the receiver reports; between two reports the last one holds. */
@Component(configurationPid = "rapport.source.label", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads what the receiver reports; between two reports the last one holds.")
@Designate(ocd = DeviceSettings.class, factory = true)
public final class LabelSource extends DeviceSource {

    @Activate
    public LabelSource(DeviceSettings settings, @Reference LslNetwork network, @Reference Dialects dialects) {
        super(network, dialects, SourceSettings.of(SourceKind.LABEL, settings));
    }
}
