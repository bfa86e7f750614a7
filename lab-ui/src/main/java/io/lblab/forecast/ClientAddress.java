package io.lblab.forecast;

import java.net.InetAddress;

/// What `ip_hash` sees of a client.
public final class ClientAddress {

    private static final byte[] UNKNOWN = new byte[3];

    private ClientAddress() {}

    /// The first three octets of an IPv4 address, all sixteen of an IPv6 address (also of one that
    /// carries an IPv4 address: `::ffff:10.1.2.3`), three zeros of a `unix:` socket.
    ///
    /// @throws InvalidScenarioException when that is no address
    public static byte[] bytes(String address) {
        if (address.startsWith("unix:")) {
            return UNKNOWN.clone();
        }
        byte[] octets;
        try {
            octets = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            throw new InvalidScenarioException(
                    "\""
                            + address
                            + "\" is no client address: use an IPv4 or IPv6 address like 10.1.2.3"
                            + " or ::1.");
        }
        if (octets.length == 4 && address.indexOf(':') < 0) {
            return new byte[] {octets[0], octets[1], octets[2]};
        }
        if (octets.length == 16) {
            return octets;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(octets, 0, mapped, 12, 4);
        return mapped;
    }
}
