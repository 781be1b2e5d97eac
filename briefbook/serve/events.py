"""Server-sent events: the site's news as a stream of text (WHATWG HTML, chapter 9.2)."""

import json
from collections.abc import Iterator
from threading import Event

from briefbook.serve.live_site import LiveSite, News
from briefbook.serve.moments import write_moment

HEARTBEAT = 5.0
"""Seconds after which a silent stream gives a sign, which shows whether anybody listens."""

BREATH = 0.05
"""Seconds between two events: what happens in between is told as one."""

AWAY = b"retry: 500\n\n"
STILL_HERE = b":\n\n"


def follow(live: LiveSite, stop: Event) -> Iterator[bytes]:
    """Yield where the site stands, then what changes, until told to stop."""
    moment = live.moment
    yield AWAY + encode_news(live.run, News(moment, None))
    while not stop.wait(BREATH):
        news = live.wait(moment, HEARTBEAT, stop)
        moment = news.moment if news else moment
        yield encode_news(live.run, news) if news else STILL_HERE


def encode_news(run: str, news: News) -> bytes:
    """Return news as one event."""
    told = {"moment": write_moment(run, news.moment), "changed": news.changed}
    return f"data: {json.dumps(told)}\n\n".encode()
