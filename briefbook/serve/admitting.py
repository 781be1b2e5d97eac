"""Who may ask: browsers that know the server by its own name, for pages of its own.

Any page on the web can make a browser ask a server on this machine, and a foreign name can
be made to lead here (DNS rebinding). So the name that was asked for has to be one of ours,
and a request that was made by another site's page is refused.
"""

from http import HTTPStatus
from typing import NamedTuple

from briefbook.serve.answers import Request

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HTTP_PORT = 80
OWN_SITES = ("", "none", "same-origin")
"""What ``Sec-Fetch-Site`` says of what we or the reader asked for; old browsers say nothing.

Another port of this machine is "same-site", and no less foreign.
"""


class Refusal(NamedTuple):
    """Why a request is not answered."""

    status: HTTPStatus
    words: str


def name_hosts(given: str, local: str, port: int) -> frozenset[str]:
    """Return what ``Host`` may say: loopback, the address given, the one that was reached.

    The address that was reached (``local``) is a number, and no foreign name leads to a
    number: so a server that listens everywhere can be asked by any of its addresses.
    """
    names = {*LOOPBACK, bracket(given), bracket(local)} - {""}
    hosts = {f"{name}:{port}" for name in names}
    return frozenset(hosts | names if port == HTTP_PORT else hosts)


def bracket(host: str) -> str:
    """Return a host as it stands in a URL: ``::1`` in brackets, mapped IPv4 as such."""
    plain = host.lower().partition("%")[0].removeprefix("::ffff:")
    return f"[{plain}]" if ":" in plain else plain


def find_refusal(request: Request, hosts: frozenset[str]) -> Refusal | None:
    """Return why a request is refused, or None if it is not."""
    return _refuse_host(request, hosts) or _refuse_origin(request, hosts)


def _refuse_host(request: Request, hosts: frozenset[str]) -> Refusal | None:
    if len(request.hosts) != 1:
        return Refusal(HTTPStatus.BAD_REQUEST, "A request must name one host.")
    if request.hosts[0].lower() in hosts:
        return None
    # A page that was led here by a foreign name reads this: it is told of no name of ours.
    words = "This server is not known by that name. Use the address that it said it serves."
    return Refusal(HTTPStatus.MISDIRECTED_REQUEST, words)


def _refuse_origin(request: Request, hosts: frozenset[str]) -> Refusal | None:
    own = {f"http://{host}" for host in hosts}
    foreign = [origin for origin in request.origins if origin.lower() not in own]
    # A link from another site may lead here; its pages may not take in what is here.
    taken_in = request.site not in OWN_SITES and request.mode != "navigate"
    words = "A page of another site asked for this."
    return Refusal(HTTPStatus.FORBIDDEN, words) if foreign or taken_in else None
