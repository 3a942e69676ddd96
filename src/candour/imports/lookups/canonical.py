"""One spelling for each kind of value, said twice: in Python for terms, in Ibis for the feed.

Only what both say alike is used: letters without their accents, then ASCII alone. A test holds the
two equal on any text.
"""

import re
from typing import Any

_FROM = "ÀÁÂÃÄÅàáâãäåÇçÈÉÊËèéêëÌÍÎÏìíîïÑñÒÓÔÕÖØòóôõöøÙÚÛÜùúûüÝýÿŠšŽžŵŴŷŶŁłß\u2018\u2019\u02bc"
_TO = "AAAAAAaaaaaaCcEEEEeeeeIIIIiiiiNnOOOOOOooooooUUUUuuuuYyySsZzwWyYLls'''"
_ACCENTS = str.maketrans(_FROM, _TO)
_BEYOND_ASCII = "[^ -~]"
_NOT_LETTERS = "[^A-Za-z]+"
_NOT_CODE = "[^A-Za-z0-9]+"
_NOT_DIGITS = "[^0-9]+"
_YEAR_FIRST = "^ *[0-9]{4}"
_PHONE_DIGITS = 10
_DATE_DIGITS = 8


def name(*, text: str) -> str:
    """Return a name's words, sorted, so that "Example, Ann" is "Ann Example"."""
    plain = text.translate(_ACCENTS).replace("'", "")
    return " ".join(sorted(re.sub(_NOT_LETTERS, " ", plain).strip(" ").upper().split(" ")))


def code(*, text: str) -> str:
    """Return the letters and digits of a mark, a postcode or a reference."""
    return re.sub(_NOT_CODE, "", text.translate(_ACCENTS)).upper()


def born(*, text: str) -> str:
    """Return a date as eight digits, year first; empty if it is none."""
    digits = re.sub(_NOT_DIGITS, "", text)
    if len(digits) != _DATE_DIGITS:
        return ""
    if re.match(_YEAR_FIRST, text):
        return digits
    return digits[4:8] + digits[2:4] + digits[0:2]


def phone(*, text: str) -> str:
    """Return a number's last ten digits, which a country code does not change."""
    digits = re.sub(_NOT_DIGITS, "", text)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""


def house(*, text: str) -> str:
    """Return the numbers of an address's first line; empty for a house that has only a name."""
    return re.sub(_NOT_DIGITS, "-", text).strip("-")


def name_in(column: Any) -> Any:
    """Return the expression of `name`."""
    plain = _plain(column).replace("'", "")
    return _words(plain.re_replace(_NOT_LETTERS, " ").strip().upper())


def code_in(column: Any) -> Any:
    """Return the expression of `code`."""
    return _plain(column).re_replace(_NOT_CODE, "").upper()


def born_in(column: Any) -> Any:
    """Return the expression of `born`."""
    import ibis

    digits = column.re_replace(_NOT_DIGITS, "")
    turned = digits.substr(4, 4) + digits.substr(2, 2) + digits.substr(0, 2)
    ordered = ibis.ifelse(column.re_search(_YEAR_FIRST), digits, turned)
    return ibis.ifelse(digits.length() == _DATE_DIGITS, ordered, "")


def phone_in(column: Any) -> Any:
    """Return the expression of `phone`."""
    import ibis

    digits = column.re_replace(_NOT_DIGITS, "")
    return ibis.ifelse(digits.length() >= _PHONE_DIGITS, digits.right(_PHONE_DIGITS), "")


def house_in(column: Any) -> Any:
    """Return the expression of `house`."""
    return column.re_replace(_NOT_DIGITS, "-").re_replace("^-|-$", "")


def _plain(column: Any) -> Any:
    # Exchanging letters is the dearest step, and few values need it.
    import ibis

    return ibis.ifelse(column.re_search(_BEYOND_ASCII), column.translate(_FROM, _TO), column)


def _words(column: Any) -> Any:
    return column.split(" ").sort().join(" ")
