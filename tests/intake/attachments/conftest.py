"""Uploads as the report site receives them, and the folder in which they are sealed."""

import pathlib
from collections.abc import Callable

import pytest
from attaching import body_of, request_of

from candour.intake.attachments import receive
from candour.intake.attachments.attached import Attached


@pytest.fixture
def blobs_folder(settings, tmp_path) -> pathlib.Path:
    settings.BLOBS = tmp_path / "blobs"
    return settings.BLOBS


@pytest.fixture
def upload(db, as_role, blobs_folder) -> Callable[..., tuple[list[Attached], list[str]]]:
    """Send files as the report site's own role: what was taken, and what was said of the rest."""

    def send(*files: tuple[str, bytes], held: int = 0) -> tuple[list[Attached], list[str]]:
        with as_role("report"):
            taken, refused = receive.take(request_of(body_of(files)), held=held)
        return taken, [refusal.says for refusal in refused]

    return send
