package org.rapport.launcher;

import org.apache.felix.metatype.AD;
import org.osgi.service.metatype.AttributeDefinition;

/** A setting as a bundle's file describes it; the metatype service makes the same of it in the framework, translated besides. */
record BundledSetting(AD read) implements AttributeDefinition {
    static AttributeDefinition of(AD read) {
        return new BundledSetting(read);
    }

    @Override
    public String getName() {
        return read.getName();
    }

    @Override
    public String getID() {
        return read.getID();
    }

    @Override
    public String getDescription() {
        return read.getDescription();
    }

    @Override
    public int getCardinality() {
        return read.getCardinality();
    }

    @Override
    public int getType() {
        return read.getType();
    }

    @Override
    public String[] getOptionValues() {
        return read.getOptionValues();
    }

    @Override
    public String[] getOptionLabels() {
        return read.getOptionLabels();
    }

    @Override
    public String validate(String value) {
        return read.validate(value);
    }

    @Override
    public String[] getDefaultValue() {
        return read.getDefaultValue();
    }
}
