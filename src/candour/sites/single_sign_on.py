"""Reads which identity provider a force's people may sign in at; most deployments name none."""

import os
import pathlib
import urllib.parse

from candour.sites.environment import BadSetting, optional_secret, text

SECRET = "oidc.secret"  # noqa: S105 - the name of a file
_NEEDED = ("CANDOUR_OIDC_NAME", "CANDOUR_OIDC_URL", "CANDOUR_OIDC_CLIENT")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def identity_providers(secrets: pathlib.Path) -> list[dict[str, object]]:
    """Return the one provider that the environment names, as the library takes it, or none."""
    if not any(os.environ.get(name) for name in _NEEDED):
        return []
    name, issuer, client = (text(needed) for needed in _NEEDED)
    claim = text("CANDOUR_OIDC_CLAIM", "preferred_username")
    _demand_encrypted(issuer)
    _demand_no_address(claim)
    secret = optional_secret(secrets, SECRET).decode("ascii").strip()
    provider: dict[str, object] = {
        "provider_id": "provider",
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            "issuer": issuer,
            "claim": claim,
            "scope": ["openid"] if claim == "sub" else ["openid", "profile"],
            "oauth_pkce_enabled": True,
            # Without a secret PKCE alone proves that the answer comes to who asked.
            "token_auth_method": None if secret else "none",
        },
    }
    return [provider]


def _demand_encrypted(issuer: str) -> None:
    address = urllib.parse.urlsplit(issuer)
    is_local = address.scheme == "http" and address.hostname in _THIS_MACHINE
    if address.query or address.fragment or not (address.scheme == "https" or is_local):
        message = "Setting CANDOUR_OIDC_URL must be the issuer's https:// address."
        raise BadSetting(message)


def _demand_no_address(claim: str) -> None:
    # Whoever may write an address into a directory could take another's place.
    if claim == "email":
        message = "Setting CANDOUR_OIDC_CLAIM must not be email: an address proves nobody."
        raise BadSetting(message)
