"""How others on the same network reach this machine."""

from __future__ import annotations

import socket

from sim.web.guard import is_address
from sim.web.settings import Settings

ELSEWHERE = ("192.0.2.1", 9)  # an address that is kept for documents; nothing is sent to it
EVERYWHERE = ("0.0.0.0", "::")


def own_address() -> str | None:
    """The number of this machine on its network, if it is on one. Asks the operating system which way a letter would leave, and sends none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(ELSEWHERE)
            return str(asking.getsockname()[0])
    except OSError:
        return None


def address_for_others(settings: Settings) -> str | None:
    """What others type to reach the page; None if only this machine can."""
    if not settings.is_open:
        return None
    host = own_address() if settings.host in EVERYWHERE else settings.host
    if host is None:
        return None
    return f"http://{f'[{host}]' if ':' in host and is_address(host) else host}:{settings.port}"
