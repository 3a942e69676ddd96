"""Somebody copies the database, the data folder and the server's own keys: what is in them."""

import json
import os
import pathlib
import re
import secrets
import subprocess
from dataclasses import dataclass

import attacking
import canaries
import planting
import psycopg
import pytest
from canaries import MARK
from nacl.secret import SecretBox

from candour.core import vault, words
from candour.ops import roles
from candour.ops.postgres import binaries
from running import Deployment
from walks.asking import signed_in

pytestmark = [pytest.mark.enable_socket, pytest.mark.proof]

# One click signs in at a demonstration, so its host holds the readers' words; no other host does.
_DEMONSTRATION = "demo.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stolen:
    """What was taken: two dumps, what is sealed in them, the host's keys; and what is searched."""

    searched: tuple[canaries.Needle, ...]
    dumps: dict[str, bytes]
    loot: attacking.Loot
    keys: dict[str, bytes]
    pages: list[str]


@pytest.fixture(scope="module")
def stolen(site: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Stolen:
    """A day: reports by every way in, messages, drafts; sealed, read at the desk, stolen."""
    planted = planting.plant(site)
    assert site.seal().returncode == 0
    planting.write_again(site, planted)
    assert site.seal().returncode == 0
    pages = read_at_the_desk(site)
    with site.connect() as connection:
        connection.execute("checkpoint")
    folder = tmp_path_factory.mktemp("dumps")
    return Stolen(
        searched=canaries.needles(planted.secrets),
        dumps={one: dump(site, folder / one, kind=one) for one in ("custom", "plain")},
        loot=attacking.loot(site),
        keys=attacking.server_keys(site),
        pages=pages,
    )


def read_at_the_desk(site: Deployment) -> list[str]:
    """Open every report that waits, as a reader with an open vault does."""
    reader = signed_in(f"http://casework.localhost:{site.port + 1}", "desk")
    links = sorted(set(re.findall(r'href="(/reports/[0-9a-f-]{36}/)"', reader.get("/").body)))
    return [reader.get(link).body for link in links]


def dump(site: Deployment, to: pathlib.Path, *, kind: str) -> bytes:
    program = binaries.find(os.environ).folder / "pg_dump"
    by = roles.address_for(roles.BACKUP, owner_address=site.owner, secrets=site.folders.secrets)
    done = subprocess.run(
        [program, f"--format={kind}", f"--file={to}", f"--dbname={by}"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return to.read_bytes()


def found(content: bytes, stolen: Stolen) -> list[str]:
    """Search a content as it is, inflated, and with its hex and base64 decoded."""
    return canaries.found_in(canaries.opened(attacking.inflated(content)), searched=stolen.searched)


def test_the_desk_read_what_nobody_else_may_find(stolen):
    assert any(MARK in page for page in stolen.pages)


@pytest.mark.scenario("SC-24", part="only-ciphertext")
@pytest.mark.parametrize("kind", ["custom", "plain"])
def test_no_dump_of_the_database_holds_a_canary_in_any_form(stolen, kind):
    assert found(stolen.dumps[kind], stolen) == []
    assert len(stolen.dumps[kind]) > 100_000


@pytest.mark.scenario("SC-24", part="only-ciphertext")
def test_no_file_of_the_host_holds_a_canary_even_in_what_is_compressed(site, stolen):
    home = site.folders.data.parent
    hits = {
        name: hit
        for name, content in attacking.folder_files(home)
        if (hit := canaries.found_in(attacking.inflated(content), searched=stolen.searched))
    }

    assert hits == {}


@pytest.mark.scenario("SC-24", part="only-ciphertext")
def test_no_key_of_the_server_opens_anything_that_a_reporter_wrote(stolen):
    opened = attacking.attack(stolen.loot, keys=stolen.keys)

    assert [(one.key, one.where) for one in opened] == []
    assert len(stolen.keys) > 20
    assert len(stolen.loot.items) > 10
    assert len(stolen.loot.blobs) > 0


def test_the_same_tool_opens_what_it_should_with_a_readers_key(site, stolen):
    phrase = json.loads((site.folders.data / _DEMONSTRATION).read_text())["desk"]
    sealed = site.one(
        "select sealed_private_key from guard_vaultkey as key"
        " join guard_account as account on account.id = key.account_id"
        " where account.username = 'desk'"
    )
    spoken = words.normalise(text=phrase, count=words.VAULT_WORDS)
    private = vault.open_vault(vault=bytes(sealed), words=spoken)

    opened = attacking.attack(stolen.loot, keys={"the desk's": private})

    assert any(MARK.encode() in one.content for one in opened)


def test_what_a_server_key_sealed_would_be_found_by_the_tool(stolen):
    name, key = sorted(stolen.keys.items())[0]
    box = bytes(SecretBox(key).encrypt(b"a canary", secrets.token_bytes(24)))
    loot = attacking.Loot(wraps=(), items=(), values=(("a column", b"CX\x01" + box),), blobs=())

    opened = attacking.attack(loot, keys={name: key})

    assert [one.content for one in opened] == [b"a canary"]


def test_a_canary_in_a_compressed_dump_would_be_found(site, stolen, tmp_path):
    with psycopg.connect(site.owner, autocommit=True) as connection:
        connection.execute(
            "create unlogged table planted as select %s::text as value", [canaries.canary("x")]
        )
        connection.execute("grant select on planted to candour_backup")
        content = dump(site, tmp_path / "again", kind="custom")
        connection.execute("drop table planted")

    assert MARK.encode() not in content
    assert "mark" in found(content, stolen)
