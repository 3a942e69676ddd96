"""A small OpenID provider in a process of its own; at its door the person may ask it to do wrong.

Run as `python identity_provider.py CLIENT SECRET`; it writes its port and serves until stopped.
"""

import base64
import hashlib
import http.server
import json
import secrets
import sys
import time
import urllib.parse

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = sys.argv[1:]
KEYS = {
    "RS256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
}
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
# Codes that were given out and not yet redeemed, with what was asked and said at the door.
CODES: dict[str, dict[str, str]] = {}
WRONG_CLAIMS = {
    "nonce": {"nonce": "of-another-sign-in"},
    "no nonce": {"nonce": None},
    "audience": {"aud": "another-client"},
    "party": {"azp": "another-client"},
    "issuer": {"iss": "https://elsewhere.example"},
    "expired": {"exp": 1},
    "no name": {"preferred_username": None},
    "list of names": {"preferred_username": ["investigator"]},
    "zero byte": {"preferred_username": "investigator\0"},
}


class Provider(http.server.BaseHTTPRequestHandler):
    """Discovery, keys, the door where a person says who they are, and the exchange of codes."""

    def do_GET(self) -> None:
        address = urllib.parse.urlsplit(self.path)
        asked = dict(urllib.parse.parse_qsl(address.query))
        if address.path.endswith("/.well-known/openid-configuration"):
            self._answer(configuration(self._issuer()))
        elif address.path == "/keys":
            self._answer({"keys": [public(name) for name in KEYS]})
        elif address.path == "/authorize":
            self._open_the_door(asked)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        sent = dict(urllib.parse.parse_qsl(self.rfile.read(length).decode()))
        asked = CODES.pop(sent.get("code", ""), None)
        if asked is None or not redeems(sent, asked):
            self._answer({"error": "invalid_grant"}, status=400)
        elif asked["wrong"] == "page":
            self._answer("<!DOCTYPE html><title>Down for maintenance</title>")
        elif asked["wrong"] == "cut":
            self.connection.close()
        else:
            token = {"access_token": "kept-by-nobody", "token_type": "Bearer", "expires_in": "soon"}
            self._answer({**token, "id_token": signed(asked, issuer=self._issuer())})

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _issuer(self) -> str:
        return f"http://localhost:{self.server.server_port}"

    def _open_the_door(self, asked: dict[str, str]) -> None:
        code = secrets.token_urlsafe(8)
        CODES[code] = asked
        answer = {"code": code, "state": asked["state"]}
        if asked["wrong"] == "cancelled":
            answer = {"error": "access_denied", "state": asked["state"]}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urllib.parse.urlencode(answer)}")
        self.end_headers()

    def _answer(self, content: object, *, status: int = 200) -> None:
        body = content if isinstance(content, str) else json.dumps(content)
        self.send_response(status)
        kind = "text/html" if isinstance(content, str) else "application/json"
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())


def configuration(issuer: str) -> dict[str, object]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
    }


def public(name: str) -> dict[str, object]:
    algorithm = jwt.get_algorithm_by_name(name)
    held = algorithm.to_jwk(KEYS[name].public_key(), as_dict=True)
    return {**held, "kid": name, "use": "sig"}


def redeems(sent: dict[str, str], asked: dict[str, str]) -> bool:
    """Check the exchange as a strict provider does: client, secret, address and PKCE."""
    digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
    return (
        sent.get("client_id") == asked["client_id"] == CLIENT
        and sent.get("client_secret") == SECRET
        and sent.get("redirect_uri") == asked["redirect_uri"]
        and asked["code_challenge_method"] == "S256"
        and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
    )


def signed(asked: dict[str, str], *, issuer: str) -> str:
    now, wrong, algorithm = int(time.time()), asked["wrong"], asked["algorithm"]
    claims = {
        "iss": issuer, "aud": CLIENT, "exp": now + 300, "iat": now, "sub": f"of {asked['name']}",
        "nonce": asked["nonce"], "preferred_username": asked["name"], "email": asked["email"],
        "email_verified": True, **WRONG_CLAIMS.get(wrong, {}),
    }  # fmt: skip
    claims = {name: value for name, value in claims.items() if value is not None}
    headers = {"kid": "RS512" if wrong == "unknown key" else algorithm}
    if wrong == "signature":
        return jwt.encode(claims, STRANGER, algorithm="RS256", headers={"kid": "RS256"})
    if wrong == "unsigned":
        return jwt.encode(claims, None, algorithm="none", headers=headers)
    if wrong == "shared key":
        # Whoever knows the client's secret could sign, and so could a thief of it.
        return jwt.encode(claims, SECRET, algorithm="HS256", headers=headers)
    return jwt.encode(claims, KEYS[algorithm], algorithm=algorithm, headers=headers)


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    print(server.server_port, flush=True)  # noqa: T201 - the tests read it
    server.serve_forever()
