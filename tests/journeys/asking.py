"""Asks a site for its bytes with the session of somebody's browser, past every button."""

import dataclasses
import http.client
import re
import statistics
import time
import urllib.parse
import uuid
from collections.abc import Mapping

from playwright.sync_api import BrowserContext

_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=)"([^"]*)"')
_OF_THE_MOMENT = {"date"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response: all of it that could tell one address from another."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def location(self) -> str:
        return dict(self.headers).get("location", "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody with the cookies of a browser, or with none, at one site."""

    host: str
    cookies: Mapping[str, str] = dataclasses.field(default_factory=dict)
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {}, b"")

    def post(self, path: str, typed: Mapping[str, str]) -> Answer:
        """Post a form as a page of the site would, with the token that its pages carry."""
        found = _TOKEN.search(self._ask("GET", "/", {}, b"", whole=True).body)
        data = {**typed, "csrfmiddlewaretoken": found[2] if found else ""}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{self.host}",
            **self.headers,
        }
        return self._ask("POST", path, headers, urllib.parse.urlencode(data).encode())

    def seconds(self, path: str) -> float:
        started = time.perf_counter()
        self.get(path)
        return time.perf_counter() - started

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, *, whole: bool = False
    ) -> Answer:
        port = int(self.host.rpartition(":")[2])
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(
                method,
                path,
                body=body or None,
                headers={"Host": self.host, "Cookie": cookie, **self.headers, **headers},
            )
            response = line.getresponse()
            text = response.read().decode()
        finally:
            line.close()
        return Answer(
            status=response.status,
            headers=tuple(
                sorted(
                    (name.lower(), value)
                    for name, value in response.getheaders()
                    if name.lower() not in _OF_THE_MOMENT
                )
            ),
            body=text if whole else _TOKEN.sub(r"\1", text),
        )


def as_browser(context: BrowserContext, address: str) -> Asker:
    """Return somebody who asks with all that a browser holds for an address."""
    return Asker(
        host=urllib.parse.urlsplit(address).netloc,
        cookies={one["name"]: one["value"] for one in context.cookies(address)},
    )


def ratio_of_medians(asker: Asker, first: str, second: str, *, times: int) -> float:
    """Return how much longer the first address takes than the second, asked in turns."""
    pairs = [(asker.seconds(first), asker.seconds(second)) for _ in range(times)]
    return statistics.median(one for one, _ in pairs) / statistics.median(
        other for _, other in pairs
    )


def elsewhere(path: str) -> str:
    """Return the same address with other random ids: of what never was."""
    return re.sub(
        r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", lambda _: str(uuid.uuid4()), path
    )
