"""Whatever anybody posts to any address of the report site, it answers with a page and goes on."""

import http.client

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporters import Reporter
from running import Deployment

pytestmark = pytest.mark.enable_socket

ADDRESSES = (
    "/", "/report/", "/carry-on/", "/mailbox/", "/check/", "/leave/", "/appeals/", "/limits/",
    "/accessibility/", "/keys", "/log/checkpoint", "/cy/report/", "/cy/mailbox/", "/nowhere/",
    "/published/",
)  # fmt: skip
FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=edge"
KINDS = (FORM, f"{FORM}; charset=nonsense", f"{FORM}; charset=utf-16", FILES, "multipart/form-data",
         "multipart/form-data; boundary=", "application/json", "", "\xa0")  # fmt: skip
NAMES = st.sampled_from(
    [
        "state",
        "go",
        "phrase",
        "story",
        "text",
        "file",
        "files",
        "on_day",
        "kept",
        "act",
        "passphrase",
    ]
)
VALUES = st.one_of(st.text(max_size=80), st.sampled_from(["next", "attach", "write", "\0", "%00"]))
FIELDS = st.lists(st.tuples(NAMES, VALUES), max_size=6).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs).encode("utf-8", "replace")
)
PARTS = st.lists(
    st.tuples(NAMES, st.one_of(st.none(), st.text(max_size=60)), st.binary(max_size=200)),
    max_size=4,
)
# What a server may say to nonsense; never that it failed.
CALM = {200, 302, 400, 403, 404, 405, 409, 411, 413, 415, 429, 503}


def multipart(parts: list[tuple[str, str | None, bytes]]) -> bytes:
    """Write parts as a browser does, but with whatever name a file is said to have."""
    written = b""
    for name, filename, content in parts:
        said = "" if filename is None else f'; filename="{filename}"'
        head = f'--edge\r\nContent-Disposition: form-data; name="{name}"{said}\r\n\r\n'
        written += head.encode("utf-8", "replace") + content + b"\r\n"
    return written + b"--edge--\r\n"


BODIES = st.one_of(st.binary(max_size=600), FIELDS, PARTS.map(multipart))


def status(site: Deployment, *, address: str, kind: str, body: bytes) -> int:
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    try:
        headers = {"Host": f"report.localhost:{site.port}", "Sec-Fetch-Site": "same-origin"}
        line.request("POST", address, body=body, headers={**headers, "Content-Type": kind})
        with line.getresponse() as answer:
            answer.read()
            return answer.status
    finally:
        line.close()


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(address=st.sampled_from(ADDRESSES), kind=st.sampled_from(KINDS), body=BODIES)
def test_no_bytes_make_the_report_site_fail(site, address, kind, body):
    assert status(site, address=address, kind=kind, body=body) in CALM


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=PARTS, end=st.integers(min_value=0, max_value=40))
def test_no_broken_upload_makes_the_report_site_fail(site, parts, end):
    whole = multipart(parts)
    body = whole[: len(whole) - end] if end else whole
    assert status(site, address="/report/", kind=FILES, body=body) in CALM


def test_after_all_of_it_a_report_can_still_be_sent_and_nothing_failed(site):
    reporter = Reporter(port=site.port)
    reporter.start()
    reporter.walk()
    assert "candour/promise/v1" in reporter.send().page
    reporter.hang_up()
    assert "Traceback" not in site.said()
