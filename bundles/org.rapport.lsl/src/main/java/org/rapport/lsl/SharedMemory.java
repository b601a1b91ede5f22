package org.rapport.lsl;

import org.lsl4j.MemoryBudget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The memory for samples that wait in this runtime, one for all its inlets, outlets and recorders. */
@Component(service = MemoryBudget.class)
public final class SharedMemory extends MemoryBudget {
    @Activate
    public SharedMemory() {
        super(MemoryBudget.ofHeap().limit());
    }
}
