"""Which legal holds were in force over what was given, as an archive says and as words."""

import io
import json
import tarfile
from collections.abc import Sequence

from candour.core.custody import bundles


def read(archive: bytes) -> list[str] | None:
    """Return the holds that an archive names; None for one made before holds were named."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        manifest = opened.extractfile(bundles.MANIFEST)
        said = json.loads(manifest.read()) if manifest is not None else {}
    if "legal_holds" not in said:
        return None
    return [one["hold"] for one in said["legal_holds"]]


def in_words(holds: Sequence[str] | None) -> str:
    """Say which legal holds were in force."""
    if holds is None:
        return "It does not say which legal holds were in force."
    if not holds:
        return "No legal hold was in force over it."
    return f"Legal holds in force over it: {', '.join(holds)}."
