"""Who comes in: by the administrator's token, one of the store, or one that an issuer signed; and as what."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from jwt.algorithms import ECAlgorithm

from hezuo.errors import CommandError
from hezuo.service.auth.admin_token import Token
from hezuo.service.auth.authentication import Authenticator
from hezuo.service.auth.jwt_issuer import open_issuer
from hezuo.service.auth.token_store import TokenStore
from hezuo.service.http.errors import HttpRefusal
from schema.request.roles import ANYBODY, Role, Viewer

pytestmark = pytest.mark.anyio
ISSUER = "https://sign.in"


@pytest.fixture(scope="module")
def key() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


@pytest.fixture(scope="module")
def key_set(key: EllipticCurvePrivateKey) -> str:
    public = json.loads(ECAlgorithm.to_jwk(key.public_key()))
    return json.dumps({"keys": [{**public, "kid": "one", "use": "sig", "alg": "ES256"}]})


def sign(key: EllipticCurvePrivateKey, **claims: object) -> str:
    now = datetime.now(UTC)
    given = {"iss": ISSUER, "aud": "hezuo", "sub": "li", "exp": now + timedelta(minutes=5), **claims}
    return jwt.encode({n: v for n, v in given.items() if v is not None}, key, "ES256", {"kid": "one"})


@pytest.fixture
def gate(tmp_path: Path, key_set: str) -> Authenticator:
    (tmp_path / "keys.json").write_text(key_set)
    issuer = open_issuer(str(tmp_path / "keys.json"), ISSUER, "hezuo", "hezuo_role")
    return Authenticator(Token("the-administrator"), True, TokenStore(tmp_path), issuer)


async def refusal_of(gate: Authenticator, authorization: str | None) -> HttpRefusal:
    with pytest.raises(HttpRefusal) as caught:
        await gate.identify(authorization)
    return caught.value


async def test_nobody_reads_and_the_administrator_does_everything(gate: Authenticator) -> None:
    assert await gate.identify(None) == ANYBODY
    admin = await gate.identify("Bearer the-administrator")
    assert admin.may(Role.ADMIN)
    assert not ANYBODY.may(Role.READER)


async def test_token_of_the_store_brings_its_name_and_role(gate: Authenticator) -> None:
    assert gate.store
    _, text = gate.store.create("wuhan", Role.REVIEWER, None)
    viewer = await gate.identify(f"bearer {text}")
    assert viewer == Viewer("wuhan", Role.REVIEWER, authenticated=True)
    assert viewer.may(Role.REVIEWER)
    assert not viewer.may(Role.LOADER)


@pytest.mark.parametrize(
    ("claimed", "role"),
    [("loader", Role.LOADER), (["reviewer", "other"], Role.REVIEWER), (["reader", "admin"], Role.ADMIN),
     (None, Role.READER), ("emperor", Role.READER), (7, Role.READER)],
)  # fmt: skip
async def test_signed_token_brings_its_subject_and_role(
    gate: Authenticator, key: EllipticCurvePrivateKey, claimed: object, role: Role
) -> None:
    viewer = await gate.identify(f"Bearer {sign(key, hezuo_role=claimed)}")
    assert viewer == Viewer("li", role, authenticated=True)


@pytest.mark.parametrize(
    "claims",
    [{"iss": "https://else.where"}, {"aud": "others"}, {"exp": datetime(2020, 1, 1, tzinfo=UTC)}, {"exp": None},
     {"sub": None}],
)  # fmt: skip
async def test_signed_token_for_others_or_other_times_is_refused(
    gate: Authenticator, key: EllipticCurvePrivateKey, claims: dict[str, object]
) -> None:
    assert (await refusal_of(gate, f"Bearer {sign(key, **claims)}")).status == 401


async def test_token_signed_by_another_key_or_by_none_is_refused(gate: Authenticator) -> None:
    assert (await refusal_of(gate, f"Bearer {sign(generate_private_key(SECP256R1()))}")).status == 401
    claims = {"iss": ISSUER, "aud": "hezuo", "sub": "li", "exp": datetime.now(UTC) + timedelta(minutes=5)}
    unsigned = jwt.encode(claims, "", "none")
    assert (await refusal_of(gate, f"Bearer {unsigned}")).status == 401


async def test_unknown_token_and_other_scheme_are_refused(gate: Authenticator) -> None:
    for given in ("Bearer nobody", "Basic bGk6bGk=", "Bearer a.b.c", "Bearer 口令"):
        assert (await refusal_of(gate, given)).status == 401


class Keys(BaseHTTPRequestHandler):
    served = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.served)

    def log_message(self, *_given: object) -> None:
        """Nothing is said."""


@pytest.fixture
def address(key_set: str) -> Iterator[str]:
    handler = type("TheseKeys", (Keys,), {"served": key_set.encode()})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/keys"
        server.shutdown()
        thread.join()


async def test_keys_are_fetched_from_an_address(address: str, key: EllipticCurvePrivateKey) -> None:
    gate = Authenticator(Token("the-administrator"), issuer=open_issuer(address, ISSUER, "hezuo", "hezuo_role"))
    assert (await gate.identify(f"Bearer {sign(key, hezuo_role='loader')}")).role is Role.LOADER


async def test_issuer_that_is_down_is_no_fault_of_the_caller(key: EllipticCurvePrivateKey) -> None:
    gate = Authenticator(
        Token("the-administrator"), issuer=open_issuer("http://127.0.0.1:1/", ISSUER, "hezuo", "hezuo_role")
    )
    refusal = await refusal_of(gate, f"Bearer {sign(key)}")
    assert (refusal.status, refusal.code, "Retry-After" in refusal.headers) == (503, "UNAVAILABLE", True)


def test_file_without_keys_ends_the_command(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{}")
    for name in ("keys.json", "nowhere.json"):
        with pytest.raises(CommandError, match="HEZUO_JWKS"):
            open_issuer(str(tmp_path / name), ISSUER, "hezuo", "hezuo_role")
