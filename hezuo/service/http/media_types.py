"""Tells which media type a request speaks and which one its answer takes, by the letter of GraphQL over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from hezuo.service.http.errors import refuse_input

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"
EVENTS = "text/event-stream"
# The last one is for clients that name no type at all, and for `*/*`.
ANSWERS = (GRAPHQL_RESPONSE, JSON)
UTF_8 = {"utf-8", "utf8"}
# Clients send the same few headers all day. Each may be 64 KB long, so that not many are remembered.
REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One range of an Accept header: `text/*` has the subtype `*`; quality is from 0 to 1."""

    type: str
    subtype: str
    charset: str
    quality: float

    def fits(self, media_type: str) -> int:
        """Tell how closely this range names the type: 3 by name, 2 by its first half, 1 as anything, 0 not at all."""
        wanted_type, _, wanted_subtype = media_type.partition("/")
        if self.charset not in UTF_8 | {"", "*"}:
            return 0
        if (self.type, self.subtype) == (wanted_type, wanted_subtype):
            return 3
        if self.subtype == "*" and self.type in (wanted_type, "*"):
            return 2 if self.type == wanted_type else 1
        return 0


def parse_accept(header: str) -> list[MediaRange]:
    """The ranges of an Accept header, in its order; a part that is not one is passed over."""
    ranges = []
    for part in header.split(","):
        media_type, parameters = _parse_media_type(part)
        kind, slash, subtype = media_type.partition("/")
        if slash and kind and subtype:
            charset = parameters.get("charset", "")
            ranges.append(MediaRange(kind, subtype, charset, _parse_quality(parameters.get("q", "1"))))
    return ranges


@lru_cache(REMEMBERED)
def choose_answer(accept: str | None) -> str:
    """The media type of the answer. Raises HttpRefusal (406) if the client accepts none of ours.

    At equal quality the newer type wins where a client names it; who names neither gets JSON.
    """
    if accept is None or not accept.strip():
        return JSON
    ranges = parse_accept(accept)
    best = max(ANSWERS, key=lambda media_type: (_rank(ranges, media_type), media_type == JSON))
    if _rank(ranges, best)[0] <= 0:
        message = f"The answer can be {GRAPHQL_RESPONSE} or {JSON}, and the Accept header allows neither."
        raise refuse_input(message, "Accept", status=406)
    if _rank(ranges, GRAPHQL_RESPONSE) == _rank(ranges, JSON) and _rank(ranges, JSON)[1] == 3:
        return GRAPHQL_RESPONSE
    return best


@lru_cache(REMEMBERED)
def prefers_page(accept: str | None) -> bool:
    """Tell whether a person's browser asks: HTML is named, and liked better than every answer for programs."""
    ranges = parse_accept(accept or "")
    html = _rank(ranges, HTML)
    return html[1] == 3 and html > max(_rank(ranges, media_type) for media_type in ANSWERS)


class Events(Enum):
    """A client's wish for server-sent events: never, where there is more than one answer, or nothing else."""

    NONE = 0
    ALSO = 1
    ONLY = 2


@lru_cache(REMEMBERED)
def choose_events(accept: str | None) -> Events:
    """Choose events where they are asked for by name."""
    ranges = parse_accept(accept or "")
    quality, closeness = _rank(ranges, EVENTS)
    if closeness < 3 or quality <= 0:
        return Events.NONE
    return Events.ALSO if any(_rank(ranges, media_type)[0] > 0 for media_type in ANSWERS) else Events.ONLY


@lru_cache(REMEMBERED)
def check_content_type(header: str | None) -> None:
    """The body must be JSON in UTF-8. Raises HttpRefusal (415)."""
    media_type, parameters = _parse_media_type(header or "")
    if media_type != JSON:
        message = f"The body must be {JSON}, and the Content-Type says {header or 'nothing'!r}."
        raise refuse_input(message, "Content-Type", {"Accept-Post": JSON}, status=415)
    if parameters.get("charset", "utf-8") not in UTF_8:
        message = f"The body must be in UTF-8, and the Content-Type says {parameters['charset']!r}."
        raise refuse_input(message, "Content-Type", {"Accept-Post": f"{JSON}; charset=utf-8"}, status=415)


def _rank(ranges: list[MediaRange], media_type: str) -> tuple[float, int]:
    """Quality and closeness of the range that names the type most closely, as RFC 9110 12.5.1 has it."""
    closest = max(((one.fits(media_type), one.quality) for one in ranges), default=(0, 0.0))
    closeness, quality = closest
    return (quality, closeness) if closeness else (0.0, 0)


def _parse_media_type(text: str) -> tuple[str, dict[str, str]]:
    media_type, *parts = text.split(";")
    parameters = {}
    for part in parts:
        name, _, value = part.partition("=")
        parameters[name.strip().lower()] = value.strip().strip('"').lower()
    return media_type.strip().lower(), parameters


def _parse_quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
