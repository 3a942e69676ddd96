"""A reporter at the report site, over HTTP: a browser without scripts and cookies."""

import html
import http
import http.client
import re
import time
import urllib.parse
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "route": {"route": "public"},
    "what_happened": {"story": "He pushed me against the lockers."},
    "when_and_where": {"about_when": "last week", "place": "locker room"},
    "person": {"given": "Dan", "rank": "PC", "unit": "Kings Cross, firearms"},
    "anyone_else": {"more": "no"},
    "about": {},
    "who_you_are": {"kind": "police_staff"},
    "must_not_see": {"names": ""},
    "force": {},
    "destination": {"to": "force"},
    "files": {},
    "check": {},
    "equality": {},
}
# What a whole journey asks of the site: the first page, the form, each question, and the sending.
REQUESTS = 2 + len(ANSWERS) + 1

_STATE = re.compile(r'name="state" value="([^"]+)"')
_LIST_OF_WORDS = re.compile(r'class="candour-words[^>]*>(.*?)</ol>', re.DOTALL)
_WORD = re.compile(r"<li[^>]*>\s*(?:<[^>]+>\s*)*([a-z-]+)")
_CODE = re.compile(r"<pre[^>]*>(?:<code[^>]*>)?(.*?)(?:</code>)?</pre>", re.DOTALL)


class Refused(Exception):
    """The site answered with something else than a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response, whole."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def page(self) -> str:
        return self.body.decode()

    @property
    def text(self) -> str:
        main = self.page.split("<main", 1)[-1]
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))

    @property
    def state(self) -> str:
        found = _STATE.search(self.page)
        if found is None:
            message = f"no form on a page with status {self.status}"
            raise Refused(message)
        return found[1]

    @property
    def words(self) -> str:
        found = _LIST_OF_WORDS.search(self.page)
        return " ".join(_WORD.findall(found[1])) if found else ""

    @property
    def code(self) -> str:
        """The first block that is to be copied as it stands: a promise or a proof."""
        found = _CODE.search(self.page)
        return html.unescape(found[1]) if found else ""


@dataclass(slots=True, kw_only=True)
class Reporter:
    """Somebody at the report site: an address, what the browser tells, and the page they see."""

    port: int
    headers: Mapping[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"
    answer: Answer | None = None
    # How often she presses once more where a busy site asks her to.
    patience: int = 0
    _line: http.client.HTTPConnection | None = None

    @property
    def page(self) -> Answer:
        assert self.answer is not None
        return self.answer

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, typed: Mapping[str, str]) -> Answer:
        return self._ask("POST", path, body=urllib.parse.urlencode(typed).encode())

    def post_all(self, path: str, typed: Sequence[tuple[str, str]]) -> Answer:
        """Post fields of which a name may stand more than once."""
        return self._ask("POST", path, body=urllib.parse.urlencode(typed).encode())

    def post_body(self, path: str, body: bytes, *, kind: str) -> Answer:
        return self._ask("POST", path, body=body, kind=kind)

    def upload(self, path: str, *, name: str, content: bytes) -> Answer:
        """Send a file as a browser does."""
        edge = uuid.uuid4().hex
        head = (
            f"--{edge}\r\nContent-Disposition: form-data;"
            f' name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", path, body=body, kind=f"multipart/form-data; boundary={edge}")

    def start(self) -> None:
        self.get("/")
        self.get("/report/")

    def step(self, go: str = "next", **typed: str) -> None:
        """Press a button of the page that is open."""
        self.post("/report/", {"state": self.page.state, "go": go, **typed})

    def walk(self, **changes: Mapping[str, str]) -> None:
        """Answer every page up to the words."""
        for _ in self.steps(**changes):
            pass

    def steps(self, **changes: Mapping[str, str]) -> Iterator[Answer]:
        """Answer one page after the other, and yield each page that comes back."""
        for name, typed in ANSWERS.items():
            given = {**typed, **changes.get(name, {})}
            if name == "force":
                given.setdefault("force", self.force("Northfold Police"))
            self.step(**given)
            yield self.page

    def force(self, name: str) -> str:
        """The value of a force in the list she chooses from."""
        found = re.search(rf'<option value="([^"]+)"[^>]*>\s*{name}', self.page.page)
        assert found
        return found[1]

    def send(self) -> Answer:
        """Press the last button; the page of words stays open, so that it can be pressed again."""
        held = self.page
        try:
            return self.post("/report/", {"state": held.state, "go": "next", "kept": "on"})
        finally:
            self.answer = held

    def open(self, words: str) -> Answer:
        return self.post("/mailbox/", {"phrase": words})

    def write(self, text: str) -> Answer:
        """Write a message from the open mailbox."""
        return self.post("/mailbox/", {"state": self.page.state, "go": "write", "text": text})

    def proof(self) -> bytes:
        """Save the proof from the open mailbox."""
        held = self.page
        found = self.post("/mailbox/", {"state": held.state, "go": "proof"})
        self.answer = held
        return found.body

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None

    def _ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        kind: str = "application/x-www-form-urlencoded",
    ) -> Answer:
        answer = self._answered(method, path, body=body, kind=kind)
        for _ in range(self.patience):
            if answer.status != http.HTTPStatus.SERVICE_UNAVAILABLE:
                break
            time.sleep(1)
            answer = self._answered(method, path, body=body, kind=kind)
        return answer

    def _answered(self, method: str, path: str, *, body: bytes | None, kind: str) -> Answer:
        headers = {
            "Host": f"report.localhost:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            **self.headers,
        }
        if body is not None:
            headers["Content-Type"] = kind
        if self._line is None:
            self._line = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60, source_address=(self.source, 0)
            )
        try:
            self._line.request(method, path, body=body, headers=headers)
            response = self._line.getresponse()
            self.answer = Answer(
                status=response.status, headers=response.headers, body=response.read()
            )
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        return self.answer
