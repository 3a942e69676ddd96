"""Takes an upload apart as it arrives: every piece is sealed before it is written anywhere.

The handler is installed for one request, by the two pages that take files. It knows no temporary
file and holds one piece of one file at a time, so that memory stays the same whatever comes.
"""

import dataclasses
import enum
import hashlib
import secrets
import uuid
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import QueryDict, UnreadablePostError, multipartparser
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.datastructures import MultiValueDict

from candour.core import stream
from candour.intake.attachments import attached, blobs, kinds
from candour.intake.attachments.attached import Attached

FIELD = "files"
LARGEST = 2 * 1024**3
MOST_FILES = 200
# A name of 255 characters, as file systems allow, takes 1,020 bytes; Django's own limit of 1,024
# for all that stands before a file would refuse the whole form with everything that was typed.
multipartparser.MAX_TOTAL_HEADER_SIZE = 8 * 1024  # type: ignore[attr-defined] # not in the stubs


class Why(enum.Enum):
    """Why a file was not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NO_ROOM = "no_room"
    GONE = "gone"
    NOTHING = "nothing"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was not taken, by its cleaned name, and why; `count` of them alike."""

    why: Why
    name: str = ""
    count: int = 1


class SealedUpload(UploadedFile):  # type: ignore[type-arg] # generic in the stubs alone
    """What a request holds of a file that arrived: a description, and nothing of its content."""

    def __init__(self, described: Attached) -> None:
        super().__init__(name=str(described.id), size=described.size)
        self.attached = described

    def close(self) -> None:
        """Do nothing: there is no file to close."""


class _Arriving:
    """One file while it arrives: sealed, hashed, and its two ends remembered."""

    def __init__(self, *, name: str, floor: int) -> None:
        self.name = name
        self.id = uuid.uuid4()
        self.key = secrets.token_bytes(stream.KEY_BYTES)
        self.blob = blobs.Blob(blob=self.id, floor=floor)
        self._sealer = stream.Sealer(key=self.key, context=self.id.bytes)
        self._sha256 = hashlib.sha256()
        self._head = b""
        self._tail = b""

    @property
    def size(self) -> int:
        return self._sealer.size

    def take(self, content: bytes) -> None:
        self._sha256.update(content)
        if len(self._head) < kinds.HEAD:
            self._head += content[: kinds.HEAD - len(self._head)]
        self._tail = (self._tail + content[-kinds.TAIL :])[-kinds.TAIL :]
        self.blob.write(self._sealer.push(content))

    def finish(self) -> Attached:
        for sealed in self._sealer.finish():
            self.blob.write(sealed)
        self.blob.keep()
        return Attached(
            id=self.id,
            key=self.key,
            name=self.name,
            size=self.size,
            stored=self.blob.stored,
            sha256=self._sha256.hexdigest(),
            kind=kinds.detect(head=self._head, tail=self._tail),
            capability=secrets.token_bytes(32),
        )


class SealingHandler(FileUploadHandler):
    """Seals what arrives in the field for files and reads past every other file."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[Refused] = []
        self.kept: list[Attached] = []
        self._surplus = 0
        self._is_parsing = False
        self._file: _Arriving | None = None
        self._floor: int | None = None

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, Any],  # noqa: N803 - Django passes it by this name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> "tuple[QueryDict, MultiValueDict[str, UploadedFile[Any]]] | None":
        """Parse the request with this handler alone; leave nothing of one that was broken off."""
        if self._is_parsing:
            return None
        self._is_parsing = True
        body = _Counted(input_data)
        parser = _Parser(META, body, [self], encoding)  # type: ignore[arg-type] # it only reads
        try:
            post, files = parser.parse()
            if body.count < content_length:
                raise MultiPartParserError("The upload was broken off.")
        except UnreadablePostError:
            self.discard()
            raise MultiPartParserError("The upload was broken off.") from None
        except BaseException:
            self.discard()
            raise
        return post, files

    def new_file(self, field_name: str, file_name: str, *args: object, **kwargs: object) -> None:
        """Make ready for a file, or skip it."""
        self._file = None
        if field_name != FIELD:
            raise SkipFile
        if len(self.kept) >= MOST_FILES:
            self._surplus += 1
            raise SkipFile
        if self._floor is None:
            self._floor = blobs.floor()
        try:
            self._file = _Arriving(name=file_name, floor=self._floor)
        except blobs.NoRoom:
            self._refuse(Why.NO_ROOM, file_name)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal one piece; nothing goes on to any other handler."""
        if self._file is None:
            return
        if self._file.size + len(raw_data) > LARGEST:
            self._refuse(Why.TOO_LARGE, self._file.name)
        try:
            self._file.take(raw_data)
        except blobs.NoRoom:
            self._refuse(Why.NO_ROOM, self._file.name)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Close the sealed file and describe it."""
        file, self._file = self._file, None
        if file is None:
            return None
        if not file.size:
            file.blob.discard()
            self.refused.append(Refused(why=Why.EMPTY, name=file.name))
            return None
        try:
            described = file.finish()
        except (blobs.NoRoom, blobs.Gone) as error:
            file.blob.discard()
            why = Why.GONE if isinstance(error, blobs.Gone) else Why.NO_ROOM
            self.refused.append(Refused(why=why, name=file.name))
            return None
        self.kept.append(described)
        return SealedUpload(described)

    def upload_complete(self) -> None:
        """Say in one line how many files were too many."""
        if self._surplus:
            self.refused.append(Refused(why=Why.TOO_MANY, count=self._surplus))

    def discard(self) -> None:
        """Remove everything that this request brought."""
        if self._file is not None:
            self._file.blob.discard()
        self._file = None
        for described in self.kept:
            blobs.remove(blob=described.id)
        self.kept.clear()

    def _refuse(self, why: Why, name: str) -> None:
        if self._file is not None:
            self._file.blob.discard()
        self._file = None
        self.refused.append(Refused(why=why, name=name))
        raise SkipFile


class _Parser(MultiPartParser):
    """Django's parser, which keeps what is strange in a name for the readers to see."""

    def sanitize_file_name(self, file_name: str) -> str:
        return attached.clean(file_name)


class _Counted:
    """A request's body that knows how much of it was read: a broken upload ends early."""

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body
        self.count = 0

    def read(self, size: int | None = None, /) -> bytes:
        found = self._body.read(-1 if size is None else size)
        self.count += len(found)
        return found
