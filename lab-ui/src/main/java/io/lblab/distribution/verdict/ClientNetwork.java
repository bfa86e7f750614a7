package io.lblab.distribution.verdict;

/// The part of a client's address that ip_hash looks at (ngx_http_upstream_ip_hash_module.c): the
/// first three octets of IPv4, all of IPv6.
public final class ClientNetwork {

    private ClientNetwork() {}

    /// `10.1.2.0/24` for `10.1.2.3`; an address that is none of IPv4 as it is.
    public static String of(String address) {
        int last = address.lastIndexOf('.');
        return last < 0 || address.indexOf(':') >= 0
                ? address
                : address.substring(0, last) + ".0/24";
    }
}
