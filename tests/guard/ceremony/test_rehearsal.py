"""Scratch."""

import pathlib


def test_walk(world, candour, people, settings, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("offline", "stick", "first", "second", "secrets"):
        (tmp_path / name).mkdir()
    settings.SECRETS = tmp_path / "secrets"
    print(candour("account register --out stick/register.json"))
    print(candour("key root --to offline"))
    for who, body in (
        ("first", "Office for Police Standards"),
        ("second", "Northfold Policing Board"),
    ):
        print(
            candour(
                f"key officer --body '{body}' --register stick/register.json --key {who}/officer.key --out stick/{who}.request"
            )
        )
        print(
            candour(
                f"key certify stick/{who}.request --root offline/root.key --register stick/register.json --out stick/{who}.certificate",
                by="the root",
            )
        )
    print(candour("key pin offline/root.pub"))
    settings.ROOT_PUBLIC = pathlib.Path("secrets/root.pub").read_bytes()
    for who in ("first", "second"):
        print(candour(f"key install stick/{who}.certificate"))
    print(
        candour(
            "account add n.desk --organisation 'Northfold Police' --seat desk_reader --person 5003 --desk"
        )
    )
    print(candour("key request n.desk --out stick/n.request"))
    print(
        candour(
            "key sign stick/n.request --key first/officer.key --certificate stick/first.certificate --out stick/n.once",
            by="officer 1",
        )
    )
    print(
        candour(
            "key sign stick/n.once --key second/officer.key --certificate stick/second.certificate --out stick/n.certificate",
            by="officer 2",
        )
    )
    print(candour("key install stick/n.certificate"))
    print(candour("key list"))
    print(people.known)
    assert 0
