"""Where webhooks may lead: the internet, and of one's own networks only those that the settings name.

A webhook's address is written by a person and its host's address by whoever runs that host's name server. Both are
checked, and the connection then goes to the very address that was checked.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from orchestrator.errors import DecisionRefused
from orchestrator.phrases import phrase

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LONGEST = 2000
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

NOT_AN_ADDRESS = phrase("A webhook's address begins with https:// or http:// and names a host.")
WITH_LOGIN = phrase("A webhook's address holds no user, password or #; the signature tells the receiver who sends.")
PRIVATE = phrase("The host is at a private address, and the setting BOTFARM_WEBHOOK_NETWORKS does not allow it.")


@dataclass(frozen=True)
class Reach:
    """The private networks that webhooks may reach; the internet they may reach in any case."""

    networks: tuple[Network, ...] = ()

    def allows(self, address: Address) -> bool:
        """Whether a connection to this address may be made."""
        real = _inner(address)
        own = any(real.version == network.version and real in network for network in self.networks)
        return own or (real.is_global and not real.is_multicast)

    def insist_on(self, url: str) -> str:
        """The address without spaces around it, where it may be registered at all. A name is resolved when it is used.

        Raises:
            DecisionRefused: it is no address for a webhook; the message is an English phrase.
        """
        parts = split(url.strip())
        literal = _literal(parts.hostname or "")
        if literal is not None and not self.allows(literal):
            raise DecisionRefused(PRIVATE)
        return url.strip()


PUBLIC = Reach()
"""The internet alone."""


def reach(networks: str) -> Reach:
    """From the setting: networks such as `10.20.0.0/16`, apart by spaces or commas."""
    return Reach(tuple(ipaddress.ip_network(word) for word in networks.replace(",", " ").split()))


def split(url: str) -> SplitResult:
    """The parts of a webhook's address.

    Raises:
        DecisionRefused
    """
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise DecisionRefused(NOT_AN_ADDRESS) from None
    if not fits or len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise DecisionRefused(NOT_AN_ADDRESS)
    if "@" in parts.netloc or parts.fragment:
        raise DecisionRefused(WITH_LOGIN)
    return parts


def permitted(reach: Reach, found: Iterable[str]) -> str | None:
    """The first address of a host to which a connection may be made."""
    addresses = (_literal(text) for text in found)
    return next((str(address) for address in addresses if address is not None and reach.allows(address)), None)


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one only wraps."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
