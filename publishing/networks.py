"""From which network a request came: enough to see that a link has travelled, too little to tell who followed it."""

from ipaddress import ip_address, ip_network

from django.conf import settings

# How many bits of an address are kept. The rest, which tells one household or desk from another, is never stored.
KEPT = {4: 24, 6: 48}


def network_of(request):
    """The network of whoever asks, as "192.0.2.0/24" or "2001:db8:1::/48"; "" where the address is unknown."""
    try:
        address = ip_address(address_of(request).strip())
    except ValueError:
        return ""
    # An IPv4 address as a socket for both families writes it: as IPv6, all of them would be one network.
    address = getattr(address, "ipv4_mapped", None) or address
    plain = str(address).partition("%")[0]
    return str(ip_network((plain, KEPT[address.version]), strict=False))


def address_of(request):
    """The address of the visitor; behind our proxy, the last that it has added, because any before can be invented."""
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
    return request.META.get("REMOTE_ADDR", "")
