"""A stranger's PDF is redacted in the shut-in process, with the very bytes of the pure function."""

import pytest

from candour.core.redaction import pages
from candour.core.redaction.pages import Area, Cover, Order
from candour.intake.attachments.preview import looking
from candour.intake.attachments.preview.limits import CannotShow
from core.redaction import awkward
from core.redaction.awkward import NAME

ORDER = Order(
    words=(NAME, "nobody"),
    areas=(Area(page=1, top=0.9, bottom=1.0),),
    cover=Cover.LINE,
)


@pytest.mark.parametrize("make", [awkward.plain, awkward.filled_in, awkward.described])
def test_the_shut_in_process_answers_as_the_pure_function_does(make):
    content = make(NAME)
    done = looking.redact(order=ORDER, size=len(content), blocks=[content])

    assert done == pages.redact(content=content, order=ORDER)


def test_what_is_no_document_is_refused_in_words():
    with pytest.raises(CannotShow, match="damaged"):
        looking.redact(order=ORDER, size=5, blocks=[b"hello"])
