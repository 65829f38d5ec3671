"""Takes the address that the service listens on before anything else is done, and says plainly why it cannot."""

from __future__ import annotations

import errno
import socket

from hezuo.errors import CommandError

# A client that stopped reading lets go of its connection after this.
STALLED_SECONDS = 30


def take_address(host: str, port: int) -> socket.socket:
    """A socket bound to the address, not yet listening. Raises CommandError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise CommandError(f"HEZUO_HOST is {host!r}, which is no address here: {error.strerror}") from None
    family, kind, protocol, _, address = found[0]
    taken = socket.socket(family, kind, protocol)
    # A service that has just stopped leaves connections behind that would hold the port for a minute.
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _limit_stalling(taken)
    try:
        taken.bind(address)
    except OSError as error:
        taken.close()
        raise _refuse(host, port, error) from None
    return taken


def listen(taken: socket.socket, backlog: int) -> None:
    """Let clients connect. Raises CommandError where another program was quicker."""
    try:
        taken.listen(backlog)
    except OSError as error:
        host, port = taken.getsockname()[:2]
        raise _refuse(host, port, error) from None


def write_url(taken: socket.socket) -> str:
    """Write the URL by which a browser on this machine reaches what listens there."""
    host, port = taken.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # It listens everywhere.
        host = "127.0.0.1" if host == "0.0.0.0" else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _limit_stalling(taken: socket.socket) -> None:
    # Inherited by every connection; where the system has no such limit, a stalled client holds its own connection only.
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if option is not None:
        taken.setsockopt(socket.IPPROTO_TCP, option, STALLED_SECONDS * 1000)


def _refuse(host: str, port: int, error: OSError) -> CommandError:
    if error.errno == errno.EADDRINUSE:
        return CommandError(
            f"port {port} on {host} is taken by another program; stop that, or set HEZUO_PORT to another port"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return CommandError(f"port {port} is not for everybody to listen on; set HEZUO_PORT to one above 1023")
    if error.errno == errno.EADDRNOTAVAIL:
        return CommandError(f"HEZUO_HOST is {host!r}, which is no address of this machine")
    return CommandError(f"cannot listen on {host}, port {port}: {error.strerror}")
