"""Lends the tests of formal papers their cases, and the letters that are written in them."""

from collections.abc import Callable

import pytest

import browsing
from candour.cases.models import FormalLetter
from sides import identified, named, safe, seated, side

__all__ = ["identified", "named", "safe", "seated", "side"]
UPDATE = {
    "party": "complainant",
    "done": "We asked for the records of the custody desk.",
    "now": "We read them by the end of the month.",
    "delay": "",
    "free-5": "Thank you for waiting.",
}
NOTICE = {
    "party": "subject",
    "conduct": "That you looked at records without a reason.",
    "standard": "Confidentiality.",
    "severity": "gross misconduct",
    "investigator": "An investigator of another force.",
    "representations": "14 December 2026",
}


@pytest.fixture
def issue(visit) -> Callable[..., FormalLetter]:
    """Issue a letter as the desk does: issue(case, "update", **data)."""

    def issued(case, template: str, **data: str) -> FormalLetter:
        typed = {**(UPDATE if template == "update" else {}), **data, "go": "issue"}
        page = visit("desk").post(f"/cases/{case}/papers/write/{template}/", typed)
        assert page.status == 302, page.errors
        return FormalLetter.objects.filter(file_id=case).latest("number")

    return issued


@pytest.fixture
def raw(as_role) -> Callable[..., bytes]:
    """The bytes that a page answers with: raw(visitor, path), or raw(visitor, path, data)."""

    def answered(visitor: browsing.Visitor, path: str, data: dict | None = None) -> bytes:
        with as_role("casework"):
            if data is None:
                return visitor.client.get(path).content
            return visitor.client.post(path, data).content

    return answered


def day(name: str, on) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month),
            f"{name}_year": str(on.year)}  # fmt: skip
