"""Set-up needs Python alone, installs nothing without a hash, and does nothing twice."""

import json
import os
import pathlib
import re
import subprocess
import sys

import pytest

from candour.ops import bootstrap

LOCKS = sorted(bootstrap.ROOT.glob("requirements*.lock"))
NPM_LOCKS = (
    bootstrap.ROOT / "package-lock.json",
    bootstrap.ROOT / "src/candour/ops/postgres/npm/package-lock.json",
)


def test_set_up_reads_nothing_but_the_standard_library() -> None:
    code = f"import sys; sys.path.insert(0, {str(bootstrap.ROOT / 'src')!r})"
    code += "; from candour.ops import bootstrap; print(bootstrap.ROOT)"

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )

    assert (done.stdout.strip(), done.stderr) == (str(bootstrap.ROOT), "")


def test_there_are_four_locks_of_python_packages() -> None:
    assert [path.name for path in LOCKS] == [
        "requirements-dev.lock",
        "requirements-install.lock",
        "requirements-node.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_version_and_a_hash(lock: pathlib.Path) -> None:
    text = lock.read_text()

    named = re.findall(r"(?m)^[a-z0-9]\S*", text)
    hashed = re.findall(r"(?m)^\S+==\S.*\\\n    --hash=sha256:[0-9a-f]{64}", text)

    assert named
    assert len(hashed) == len(named)


@pytest.mark.parametrize("lock", [*LOCKS, *NPM_LOCKS], ids=lambda path: path.name)
def test_no_lock_names_a_host(lock: pathlib.Path) -> None:
    text = lock.read_text()

    assert "://" not in text
    assert '"resolved"' not in text
    assert "index-url" not in text


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda path: str(path.parent.name))
def test_every_package_of_npm_has_a_hash(lock: pathlib.Path) -> None:
    packages = json.loads(lock.read_text())["packages"]

    unhashed = [name for name, row in packages.items() if name and "integrity" not in row]

    assert unhashed == []


def test_what_is_there_for_development_serves_for_running_too(tmp_path: pathlib.Path) -> None:
    bootstrap._done(tmp_path, wanted="digest", is_dev=True)

    assert bootstrap._is_done(tmp_path, wanted="digest", is_dev=False)


def test_what_is_there_for_running_is_not_enough_for_development(tmp_path: pathlib.Path) -> None:
    bootstrap._done(tmp_path, wanted="digest", is_dev=False)

    assert not bootstrap._is_done(tmp_path, wanted="digest", is_dev=True)


def test_a_changed_lock_is_installed_again(tmp_path: pathlib.Path) -> None:
    bootstrap._done(tmp_path, wanted="old", is_dev=False)

    assert not bootstrap._is_done(tmp_path, wanted="new", is_dev=False)


def test_links_between_fetched_libraries_are_restored(tmp_path: pathlib.Path) -> None:
    native = _native(tmp_path, target="native/lib/libone.so")

    bootstrap._restore_links(native)

    assert (native / "lib" / "libone.so").read_text() == "library"
    assert os.readlink(native / "lib" / "libone.so") == "libone.so.1"


def test_a_fetched_link_that_leaves_its_folder_is_refused(tmp_path: pathlib.Path) -> None:
    native = _native(tmp_path, target="../elsewhere/libone.so")
    (tmp_path / "elsewhere").mkdir()

    with pytest.raises(bootstrap.Failed, match="leaves its folder"):
        bootstrap._restore_links(native)


def test_the_reason_of_a_failed_step_is_its_last_error() -> None:
    done = subprocess.CompletedProcess([], 1, "", "notice\nERROR: no such package\nbye\n")

    assert bootstrap._last_line(done) == "ERROR: no such package"


def test_a_command_that_does_not_exist_is_a_failed_step() -> None:
    with pytest.raises(bootstrap.Failed, match="Something could not be installed: No such file"):
        bootstrap._demand(["/nonexistent"], what="Something")


def _native(folder: pathlib.Path, *, target: str) -> pathlib.Path:
    native = folder / "package" / "native"
    (native / "lib").mkdir(parents=True)
    (native / "lib" / "libone.so.1").write_text("library")
    links = [{"source": "native/lib/libone.so.1", "target": target}]
    (native / "pg-symlinks.json").write_text(json.dumps(links))
    return native
