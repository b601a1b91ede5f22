package org.lsl4j;

/**
 * Where an outlet can be reached over one family of addresses.
 *
 * @param address a literal address (with {@code %scope} where IPv6 needs one), empty if not known
 * @param dataPort its TCP port, 0 if it has none
 * @param servicePort its UDP port, 0 if it has none
 */
public record Endpoint(String address, int dataPort, int servicePort) {
    /** Not reachable over this family. */
    public static final Endpoint NONE = new Endpoint("", 0, 0);

    public Endpoint {
        requirePort(dataPort);
        requirePort(servicePort);
    }

    /** Whether all is known that a consumer needs. */
    public boolean isComplete() {
        return !address.isEmpty() && dataPort != 0 && servicePort != 0;
    }

    /** The same ports at another address. */
    public Endpoint at(String newAddress) {
        return new Endpoint(newAddress, dataPort, servicePort);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port of " + port + " is outside 0..65535");
        }
    }
}
