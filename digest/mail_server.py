"""Which mail server letters are handed to, from the environment; community.yaml holds no secret."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from digest.errors import BadServer
from digest.plain import usable_address

Security = Literal["starttls", "tls", "none"]

VARIABLES: Mapping[str, str] = {
    "COMMUNIS_SMTP_HOST": "the server's name, such as smtp.example.org",
    "COMMUNIS_SMTP_PORT": "its port; 587 with starttls, 465 with tls, 25 with none, unless given",
    "COMMUNIS_SMTP_SECURITY": "starttls (the default), tls, or none: only for this machine's own",
    "COMMUNIS_SMTP_USER": "who you are to the server; empty when it asks nobody",
    "COMMUNIS_SMTP_PASSWORD": "the password that goes with it",
    "COMMUNIS_SMTP_CA_FILE": "certificates to trust beside the system's, for a server of your own",
    "COMMUNIS_SMTP_RETURN_PATH": "where bounces go; the manager's address unless given",
}
"""What the environment may hold, and what it means."""

_PORTS: Mapping[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, kw_only=True)
class Server:
    """A mail server, and how to speak with it."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str | None = None
    return_path: str | None = None
    """None: the manager's address."""
    reply_seconds: float = 300.0
    """How long to wait for an answer (RFC 5321, 4.5.3.2)."""
    end_seconds: float = 600.0
    """How long to wait for the answer to a whole mail; giving up early leaves it unknown."""


def server_from(environment: Mapping[str, str]) -> Server:
    """The server the environment names.

    Raises BadServer naming the variable, what was found and what is expected.
    """

    def found(name: str) -> str:
        return environment.get(f"COMMUNIS_SMTP_{name}", "").strip()

    host = found("HOST")
    if not host:
        raise _refuse("HOST", "nothing", VARIABLES["COMMUNIS_SMTP_HOST"])
    security = found("SECURITY") or "starttls"
    if security not in get_args(Security):
        raise _refuse("SECURITY", repr(security), "starttls, tls or none")
    known: Security = security  # type: ignore[assignment]
    if known == "none" and not _is_here(host):
        raise _refuse("SECURITY", "'none'", f"starttls or tls, because {host} is another machine")
    port = found("PORT") or str(_PORTS[known])
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise _refuse("PORT", repr(port), "a number from 1 to 65535")
    user, password = found("USER"), environment.get("COMMUNIS_SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        raise _refuse(
            "PASSWORD" if user else "USER", "nothing", "both a user and a password, or neither"
        )
    return_path = found("RETURN_PATH")
    if return_path and usable_address(return_path) is None:
        raise _refuse("RETURN_PATH", repr(return_path), "an address such as bounces@example.org")
    return Server(
        host=host,
        port=int(port),
        security=known,
        user=user,
        password=password,
        ca_file=found("CA_FILE") or None,
        return_path=return_path or None,
    )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse(name: str, found: str, expected: str) -> BadServer:
    return BadServer(f"COMMUNIS_SMTP_{name}: found {found}; expected {expected}")
