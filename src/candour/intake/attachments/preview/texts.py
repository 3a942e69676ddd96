"""Letters of a plain text, and the words of a web page, however they were written down."""

import codecs
from html.parser import HTMLParser

# What a browser shows nothing of.
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_WITHIN_A_LINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "tt", "u", "wbr",
})  # fmt: skip


def letters(written: bytes, *, is_whole: bool = True) -> str:
    """Return a text as it was written: in UTF-8, or as Windows writes Western letters.

    Otherwise a name with an accent would not be found, and nobody would be told. What was read
    no further (`is_whole` is false) may end within a letter.
    """
    reader = codecs.getincrementaldecoder("utf-8")()
    try:
        return reader.decode(written, final=is_whole)
    except UnicodeDecodeError:
        return written.decode("cp1252", errors="replace")


def of_page(written: str) -> str:
    """Return the words that a web page shows, a line for each block."""
    page = _Page(convert_charrefs=True)
    page.feed(written)
    page.close()
    return "".join(page.found)


class _Page(HTMLParser):
    """Takes the words out of a web page that may be damaged anywhere."""

    found: list[str]
    _unseen: str

    def reset(self) -> None:
        super().reset()
        self.found, self._unseen = [], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNSEEN and not self._unseen:
            self._unseen = tag
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)

    def _break(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self.found.append("\n")
