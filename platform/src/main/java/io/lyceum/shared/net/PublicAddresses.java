package io.lyceum.shared.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from those of our own network, of this machine, and of
 * clouds' metadata services. Ranges are those that IANA's special-purpose registries (RFC 6890) do
 * not call globally reachable; addresses of IPv6 that carry one of IPv4 are judged by that one.
 */
public final class PublicAddresses {

    private PublicAddresses() {}

    /** Tells whether an address belongs to the public internet. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] a) {
        int first = a[0] & 0xff;
        int second = a[1] & 0xff;
        int third = a[2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 ->
                    second != 168
                            && !(second == 0 && (third == 0 || third == 2))
                            && !(second == 88 && third == 99);
            case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    private static boolean isPublic6(byte[] a) {
        if (begins(a, 0x20, 0x02)) {
            return isPublic4(Arrays.copyOfRange(a, 2, 6));
        }
        if (begins(a, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return isPublic4(Arrays.copyOfRange(a, 12, 16));
        }
        boolean globalUnicast = (a[0] & 0xe0) == 0x20;
        boolean protocols = begins(a, 0x20, 0x01) && (a[2] & 0xfe) == 0;
        boolean documentation =
                begins(a, 0x20, 0x01, 0x0d, 0xb8) || begins(a, 0x3f, 0xff) && (a[2] & 0xf0) == 0;
        return globalUnicast && !protocols && !documentation;
    }

    private static boolean begins(byte[] address, int... with) {
        for (int i = 0; i < with.length; i++) {
            if ((address[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Requires that all addresses of a name are public: one that has both kinds is not trusted to
     * lead to the public one.
     *
     * @throws PrivateAddress if one is not
     */
    static InetAddress[] require(String host, InetAddress[] addresses) throws PrivateAddress {
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new PrivateAddress(host);
            }
        }
        return addresses;
    }

    /** A name that leads into our own network. */
    public static final class PrivateAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        PrivateAddress(String host) {
            super(host + " does not lead to the public internet");
        }
    }
}
