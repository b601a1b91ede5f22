package org.rapport.chaos;

import java.util.List;

/** Devices that send, all on one thread. */
final class Devices implements AutoCloseable {
    private static final long TICK_MILLIS = 5;

    private final List<Device> all;
    private final Thread sender = new Thread(this::send, "devices");
    private volatile boolean over;

    Devices(List<Device> all) {
        this.all = List.copyOf(all);
        sender.start();
    }

    private void send() {
        try {
            while (!over) {
                all.forEach(Device::advance);
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Life> lives() {
        return all.stream().flatMap(device -> device.lives().stream()).toList();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        sender.join();
        all.forEach(Device::close);
    }
}
