"""What all tests share: a database with the invented force in it, and the sites' own roles."""

import contextlib
import fcntl
import os
import pathlib
import shutil
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadFileScheduling

import running
from cast import NOW, World

ROOT = pathlib.Path(__file__).parent.parent
# Benchmarks measure speed: how busy a machine is makes no claim of a test wrong.
hypothesis_settings.register_profile(
    "busy", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("busy")


# What the database is called whose schema those of all cores are copies of.
SCHEMA = "schema"
# What a copy of a database lacks.
RIGHTS = ROOT / "src" / "candour" / "imports" / "sql" / "temporary.sql"


class OneJourney(LoadFileScheduling):
    """Give each core whole files, and all journeys to one: they share a deployment."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        folder, _, _ = file.rpartition("/")
        return folder if folder.endswith("journeys") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneJourney:
    return OneJourney(config, log)


@pytest.fixture(scope="session", autouse=True)
def first_start(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the whole deployments of a run begin from one first start, whichever core makes it."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    running.first_start = shared / "first-start"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Let each core's database be a copy of one, whose schema whichever core came first made."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    made = tmp_path_factory.getbasetemp().parent / "schema-made"
    test = connection.settings_dict["TEST"]
    copies, first = test["NAME"], f"{SCHEMA}_{uuid.uuid5(uuid.NAMESPACE_URL, str(made)).hex}"
    with made.with_suffix(".lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            own = connection.settings_dict["NAME"]
            test["NAME"] = first
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            django_settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own
            made.touch()
    test.update(NAME=copies, TEMPLATE=first)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Give a copied database the rights that belong to a database and not to what is in it.

    Where no test of a run asks for `db` itself there is none yet: those that copy the database, or
    load the force into it, need it all the same.
    """
    with django_db_blocker.unblock(), contextlib.ExitStack() as afterwards:
        if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
            made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
            afterwards.callback(teardown_databases, made, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(RIGHTS.read_text(encoding="utf-8"))
        with django_db_blocker.block():
            yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is, or a skip that says why."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.skip("no browser: install chromium, or set CHROMIUM to where one is")
    return found


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return tmp_path_factory.mktemp("world")


@pytest.fixture
def loaded(django_db_setup, django_db_blocker, world_folder) -> pathlib.Path:
    """Load the invented force where no earlier test of this run has, outside any transaction."""
    from candour.ops.demo import load

    with django_db_blocker.unblock():
        if not load.is_loaded():
            load.load(data=world_folder, secrets=world_folder, at=NOW)
    django_settings.ROOT_PUBLIC = (world_folder / "root.pub").read_bytes()
    django_settings.DATA = world_folder
    return world_folder


# The order counts: the force is loaded before `db` opens the transaction that is rolled back.
@pytest.fixture
def world(loaded: pathlib.Path, db: None) -> World:
    """The invented force, loaded once for the run; whatever a test does to it is undone."""
    from candour.guard.models import Account
    from candour.people.models import OrganisationName

    return World(
        data=loaded,
        accounts=dict(Account.objects.values_list("username", "id")),
        organisations=dict(OrganisationName.objects.values_list("name", "organisation_id")),
    )


@pytest.fixture
def as_role() -> Callable[..., contextlib.AbstractContextManager[None]]:
    """Run a block as one of the sites' real roles, with an account as its actor or with none."""

    @contextlib.contextmanager
    def role(name: str, *, actor: uuid.UUID | None = None) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute(f"set role candour_{name}")
            cursor.execute(
                "select set_config('candour.actor', %s, true),"
                " set_config('candour.opening', '', true)",
                [str(actor or "")],
            )
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("reset role")
                cursor.execute("select set_config('candour.actor', '', true)")

    return role


@pytest.fixture(scope="session")
def real_data() -> pathlib.Path:
    """The folder of real data, or a skip that says why."""
    folder = pathlib.Path(os.environ.get("CANDOUR_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}: set CANDOUR_TEST_DATA")
    return folder


@pytest.fixture
def log_keys() -> tuple:
    """The public keys that the log's heads are checked with, Ed25519 first."""
    from candour.guard.log import heads

    return heads.own_keys()


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:
    """Pages in tests name their style sheets without a built manifest, nor its folder."""
    pathlib.Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def own_log_files(settings, tmp_path: pathlib.Path) -> None:
    """Each test's log publishes into a folder of its own: what it holds is rolled back."""
    settings.LOG_FILES = tmp_path / "log"
