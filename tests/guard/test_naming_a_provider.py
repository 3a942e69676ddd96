"""Naming an identity provider by the environment: all of it, or none, and nothing that is weak."""

import re

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.db import connection

from candour.ops import keys
from candour.sites.environment import BadSetting
from candour.sites.single_sign_on import identity_providers

NAMED = {"NAME": "Force sign-in", "URL": "https://issuer.example", "CLIENT": "candour"}


def name_provider(monkeypatch, **changed):
    for name, value in {**NAMED, **changed}.items():
        monkeypatch.setenv(f"CANDOUR_OIDC_{name}", value)


def test_no_provider_is_named_where_the_environment_names_none(tmp_path):
    assert identity_providers(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"CLIENT": ""}, "Setting CANDOUR_OIDC_CLIENT is missing."),
        ({"NAME": ""}, "Setting CANDOUR_OIDC_NAME is missing."),
        (
            {"URL": "http://issuer.example"},
            "CANDOUR_OIDC_URL must be the issuer's https:// address",
        ),
        ({"URL": "issuer.example"}, "CANDOUR_OIDC_URL must be the issuer's https:// address"),
        ({"CLAIM": "email"}, "CANDOUR_OIDC_CLAIM must not be email"),
    ],
)
def test_a_strange_setting_stops_the_start(monkeypatch, tmp_path, changed, says):
    name_provider(monkeypatch, **changed)

    with pytest.raises(BadSetting, match=re.escape(says)):
        identity_providers(tmp_path)


def test_without_a_secret_the_challenge_alone_proves_who_asks(monkeypatch, tmp_path):
    name_provider(monkeypatch, CLAIM="sub", URL="https://issuer.example/")

    (found,) = identity_providers(tmp_path)

    assert found["secret"] == ""
    assert found["settings"]["token_auth_method"] == "none"
    assert found["settings"]["oauth_pkce_enabled"] is True
    assert found["settings"]["scope"] == ["openid"]
    assert found["settings"]["server_url"] == (
        "https://issuer.example/.well-known/openid-configuration"
    )


def test_only_the_sites_with_sign_in_are_given_the_secret(tmp_path):
    keys.ensure(tmp_path)
    (tmp_path / "oidc.secret").write_text("a secret")

    given = {
        process: (keys.ensure_given(tmp_path, process=process) / "oidc.secret").exists()
        for process in keys.GIVEN
    }

    assert given == {"report": False, "casework": True, "oversight": True, "worker": False}


def test_no_process_may_touch_the_librarys_own_tables(db):
    roles = [f"candour_{process}" for process in keys.GIVEN]
    tables = [model._meta.db_table for model in (SocialAccount, SocialApp, SocialToken)]

    with connection.cursor() as cursor:
        cursor.execute(
            "select role, name from unnest(%s::text[]) as role, unnest(%s::text[]) as name where"
            " has_table_privilege(role, name, 'select, insert, update, delete, truncate')",
            [roles, tables],
        )
        found = cursor.fetchall()

    assert (len(roles), len(tables), found) == (4, 3, [])
