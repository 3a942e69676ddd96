"""A bundle for disclosure opens with age and tar alone, and its manifest names every hash."""

import hashlib
import io
import json
import pathlib
import shutil
import subprocess
import tarfile

import pyrage
import pytest

from candour.core.custody import bundles

ENTRIES = (
    bundles.Entry(name="narrative.txt", kind="narrative", content=b"He pushed me."),
    bundles.Entry(name="file-1", kind="attachment", content=bytes(range(256)) * 300),
)


def made() -> bytes:
    return bundles.build(entries=ENTRIES, about={"reference": "C-2222-2222"})


def members(archive: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        return {one.name: opened.extractfile(one).read() for one in opened.getmembers()}


def test_each_recipient_opens_the_bundle_and_nobody_else_does():
    first, second, other = (pyrage.x25519.Identity.generate() for _ in range(3))
    recipients = [str(first.to_public()), str(second.to_public())]

    sealed = bundles.encrypt(bundle=made(), recipients=recipients)

    assert {pyrage.decrypt(sealed, [one]) for one in (first, second)} == {made()}
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [other])


def test_the_manifest_names_the_hash_of_every_file():
    found = members(made())
    manifest = json.loads(found[bundles.MANIFEST])

    assert manifest["reference"] == "C-2222-2222"
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        one.name: hashlib.sha256(found[one.name]).hexdigest() for one in ENTRIES
    }


def test_nothing_in_a_bundle_tells_when_it_was_made():
    assert made() == made()


@pytest.mark.parametrize("recipients", [[], ["nobody"], ["ssh-ed25519 AAAA"], ["age1"]])
def test_what_is_no_age_key_is_refused(recipients):
    with pytest.raises(bundles.BadRecipient):
        bundles.encrypt(bundle=made(), recipients=recipients)


def test_the_age_command_opens_it(tmp_path: pathlib.Path):
    age = shutil.which("age")
    if age is None:
        pytest.skip("no age: install it to prove that its command opens a bundle")
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(str(identity))
    sealed = bundles.encrypt(bundle=made(), recipients=[str(identity.to_public())])

    opened = subprocess.run(
        [age, "--decrypt", "-i", tmp_path / "key"], input=sealed, capture_output=True, check=True
    )

    assert members(opened.stdout) == members(made())


def test_it_is_packed_as_tar_itself_packs_it():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in members(made()).items():
            header = tarfile.TarInfo(name=name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))

    assert made() == packed.getvalue()


def streamed(*, size: int = 3, sha256: str = hashlib.sha256(b"abc").hexdigest()) -> bytes:
    one = bundles.Streamed(name="f", kind="k", size=size, sha256=sha256, pieces=[b"a", b"", b"bc"])
    identity, target = pyrage.x25519.Identity.generate(), io.BytesIO()
    bundles.encrypt_to(
        pieces=bundles.stream(entries=[one], about={}),
        recipients=[str(identity.to_public())],
        target=target,
    )
    return pyrage.decrypt(target.getvalue(), [identity])


def test_what_comes_in_pieces_is_packed_and_encrypted_the_same():
    whole = bundles.build(entries=[bundles.Entry(name="f", kind="k", content=b"abc")], about={})
    assert streamed() == whole


@pytest.mark.parametrize("said", [{"size": 4}, {"sha256": "0" * 64}])
def test_a_file_that_is_not_what_was_said_is_not_packed_whole(said):
    with pytest.raises(bundles.Altered):
        streamed(**said)
