"""The folders of a deployment: where they are and who may enter them."""

import os
import pathlib
import stat

import pytest
from privilege import needs_root

from candour.ops import folders as places


def test_everything_stands_in_the_data_folder_by_default() -> None:
    folders = places.of({"CANDOUR_DATA": "/srv/candour"})

    assert folders.secrets == pathlib.Path("/srv/candour/secrets")
    assert folders.static == pathlib.Path("/srv/candour/static")


def test_secrets_can_stand_elsewhere() -> None:
    folders = places.of({"CANDOUR_DATA": "/srv/candour", "CANDOUR_SECRETS": "/etc/candour"})

    assert folders.secrets == pathlib.Path("/etc/candour")


def test_the_secrets_folder_is_closed_to_others(tmp_path: pathlib.Path) -> None:
    folders = places.of({"CANDOUR_DATA": str(tmp_path / "data")})

    places.create(folders)

    assert stat.S_IMODE(folders.secrets.stat().st_mode) == 0o700


def test_an_open_secrets_folder_is_closed(tmp_path: pathlib.Path) -> None:
    folders = places.of({"CANDOUR_DATA": str(tmp_path / "data")})
    folders.secrets.mkdir(parents=True)
    folders.secrets.chmod(0o755)

    places.create(folders)

    assert stat.S_IMODE(folders.secrets.stat().st_mode) == 0o700


def test_a_file_in_the_place_of_the_folder_is_one_sentence(tmp_path: pathlib.Path) -> None:
    (tmp_path / "data").write_text("not a folder")

    with pytest.raises(places.CannotUseFolder, match="can't be made or entered"):
        places.create(places.of({"CANDOUR_DATA": str(tmp_path / "data")}))


@needs_root
def test_the_folder_of_another_account_is_refused(tmp_path: pathlib.Path) -> None:
    (tmp_path / "data").mkdir()
    os.chown(tmp_path / "data", 65534, 65534)

    with pytest.raises(places.CannotUseFolder, match="belongs to another account"):
        places.create(places.of({"CANDOUR_DATA": str(tmp_path / "data")}))
