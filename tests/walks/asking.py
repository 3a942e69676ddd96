"""Asks a site for its bytes with the session of somebody's browser, past every button."""

import dataclasses
import http.client
import http.cookies
import json
import re
import statistics
import time
import urllib.parse
import uuid
from collections import Counter
from collections.abc import Mapping

from playwright.sync_api import BrowserContext

from running import Deployment

_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=)"([^"]*)"')
_OF_THE_MOMENT = {"date"}
# What differs between any two leaves of the log, and the id that was asked for.
_OF_THE_LEAF = ("id", "salt", "at", "file", "~mark")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response: all of it that could tell one address from another."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that the response sets."""
        jar: http.cookies.SimpleCookie = http.cookies.SimpleCookie()
        for name, value in self.headers:
            if name == "set-cookie":
                jar.load(value)
        return {name: morsel.value for name, morsel in jar.items()}

    @property
    def token(self) -> str:
        """The token of the forms on the page."""
        found = _TOKEN.search(self.body)
        return found[2] if found else ""

    @property
    def location(self) -> str:
        return dict(self.headers).get("location", "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody with the cookies of a browser, or with none, at one site."""

    host: str
    cookies: Mapping[str, str] = dataclasses.field(default_factory=dict)
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    # Where its forms say that they come from; a browser names the site itself.
    origin: str | None = None

    def get(self, path: str, *, whole: bool = False) -> Answer:
        """Ask for a page; without `whole`, the tokens of its forms are left out."""
        answer = self._ask("GET", path, {}, b"")
        return answer if whole else _without_tokens(answer)

    def post(self, path: str, typed: Mapping[str, str], *, token: str | None = None) -> Answer:
        """Post a form as a page of the site would, with the token that its pages carry."""
        known = self.get("/", whole=True).token if token is None else token
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{self.host}" if self.origin is None else self.origin,
        }
        body = urllib.parse.urlencode({**typed, "csrfmiddlewaretoken": known})
        return _without_tokens(self._ask("POST", path, headers, body.encode()))

    def seconds(self, path: str) -> float:
        started = time.perf_counter()
        self.get(path)
        return time.perf_counter() - started

    def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        port = int(self.host.rpartition(":")[2])
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Host": self.host, "Cookie": cookie, **self.headers, **headers}
        try:
            line.request(method, path, body=body or None, headers=sent)
            response = line.getresponse()
            text = response.read().decode(errors="backslashreplace")
        finally:
            line.close()
        pairs = [(name.lower(), value) for name, value in response.getheaders()]
        return Answer(
            status=response.status,
            headers=tuple(sorted(pair for pair in pairs if pair[0] not in _OF_THE_MOMENT)),
            body=text,
        )


def _without_tokens(answer: Answer) -> Answer:
    return dataclasses.replace(answer, body=_TOKEN.sub(r"\1", answer.body))


def signed_in(address: str, part: str) -> Asker:
    """Sign in as the one click of the demonstration's page does; return who asks from then on."""
    nobody = Asker(host=urllib.parse.urlsplit(address).netloc)
    form = nobody.get("/sign-in/demo/", whole=True)
    visitor = dataclasses.replace(nobody, cookies=form.cookies)
    entered = visitor.post("/sign-in/demo/enter/", {"part": part}, token=form.token)
    return dataclasses.replace(nobody, cookies=entered.cookies)


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


def denials(demonstration: Deployment, part: str) -> Counter[str]:
    """Count what the log says of one person's refused attempts, by all that could tell."""
    rows = demonstration.rows(
        "select account.username, convert_from(leaf.body, 'utf8') from guard_leaf leaf"
        " join guard_account account on account.id::text ="
        " convert_from(leaf.body, 'utf8')::jsonb #>> '{by,account}'"
    )
    bodies = [json.loads(body) for username, body in rows if username == part]
    return Counter(
        json.dumps({key: one[key] for key in one if key not in _OF_THE_LEAF}, sort_keys=True)
        for one in bodies
        if one["kind"] == "denied"
    )


def elsewhere(path: str) -> str:
    """Return the same address with other random ids: of what never was."""
    return re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", lambda _: str(uuid.uuid4()), path)
