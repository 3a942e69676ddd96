"""Secret files are made once, for their owner alone, and never replaced."""

import concurrent.futures
import pathlib
import stat

import pytest
from nacl.signing import SigningKey

from candour.ops import keys

EVERY_KEY = (*keys.RANDOM, *keys.SEEDS)


def test_every_secret_is_made_with_32_bytes(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)

    sizes = {name: (tmp_path / name).stat().st_size for name in EVERY_KEY}

    assert sizes == dict.fromkeys(EVERY_KEY, 32)


def test_a_secret_is_readable_by_its_owner_alone(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}

    assert modes == {0o600}


def test_a_secret_is_never_overwritten(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    keys.ensure(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_two_secrets_are_alike(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)

    assert len({(tmp_path / name).read_bytes() for name in EVERY_KEY}) == len(EVERY_KEY)


def test_of_many_writers_at_once_the_first_one_stands(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "one"
    contents = [bytes([number]) * 32 for number in range(40)]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: keys.write_once(path, content), contents))

    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_key_is_refused_and_left_alone(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)
    (tmp_path / "log.key").write_bytes(b"short")

    with pytest.raises(keys.BadKey, match="restore it from a backup"):
        keys.ensure(tmp_path)

    assert (tmp_path / "log.key").read_bytes() == b"short"


def test_the_public_half_belongs_to_its_seed(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)

    seed = SigningKey((tmp_path / "promise.key").read_bytes())

    assert (tmp_path / "promise.pub").read_bytes() == bytes(seed.verify_key)


def test_the_report_site_is_not_given_the_logs_key(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)

    given = keys.ensure_given(tmp_path, process="report")

    assert not (given / "log.key").exists()
    assert (given / "promise.key").read_bytes() == (tmp_path / "promise.key").read_bytes()


def test_no_two_processes_share_a_django_key(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)

    given = [keys.ensure_given(tmp_path, process=name) for name in keys.GIVEN]

    assert len({(folder / "django.key").read_bytes() for folder in given}) == len(keys.GIVEN)


def test_what_a_process_no_longer_needs_is_taken_away(tmp_path: pathlib.Path) -> None:
    keys.ensure(tmp_path)
    given = keys.ensure_given(tmp_path, process="casework")
    (given / "log.key").symlink_to("../log.key")

    keys.ensure_given(tmp_path, process="casework")

    assert not (given / "log.key").is_symlink()


def test_a_full_or_closed_folder_is_one_sentence(tmp_path: pathlib.Path) -> None:
    with pytest.raises(keys.BadKey, match="can't be written"):
        keys.write_once(tmp_path / "missing" / "one", b"x")
