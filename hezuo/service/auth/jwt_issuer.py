"""Checks the signed tokens (JWT) of an office's own sign-in service by the keys (JWKS) that it publishes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import jwt

from hezuo.errors import CommandError
from schema.request.roles import Role

# Only keys that sign and cannot be guessed by who verifies.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
# Clocks differ.
LEEWAY_SECONDS = 30
KEYS_SECONDS = 300
FETCH_SECONDS = 5


class NotSigned(Exception):
    """A token that the issuer did not sign, or not for us, or not for now; the message says which."""


class IssuerDown(Exception):
    """The issuer's keys cannot be fetched just now."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The one that a signed token speaks of, and what they may do."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer of signed tokens: where its keys are, how it calls itself and us, and which claim names the role."""

    keys: jwt.PyJWKClient | jwt.PyJWKSet
    name: str
    audience: str
    role_claim: str

    async def identify(self, text: str) -> Identity:
        """Tell who the token speaks of. Raises NotSigned, IssuerDown."""
        # A client of keys may have to fetch them.
        return await asyncio.to_thread(self._identify, text)

    def _identify(self, text: str) -> Identity:
        try:
            claims = jwt.decode(
                text,
                self._find_key(text),
                algorithms=ALGORITHMS,
                issuer=self.name,
                audience=self.audience,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.PyJWKClientConnectionError as error:
            raise IssuerDown("The keys of the tokens' issuer cannot be fetched just now.") from error
        except jwt.PyJWTError as error:
            raise NotSigned(f"The token is not valid: {error}.") from error
        return Identity(str(claims["sub"])[:100], _read_role(claims.get(self.role_claim)))

    def _find_key(self, text: str) -> jwt.PyJWK:
        if isinstance(self.keys, jwt.PyJWKClient):
            return self.keys.get_signing_key_from_jwt(text)
        wanted = jwt.get_unverified_header(text).get("kid")
        for key in self.keys.keys:
            if wanted in (None, key.key_id):
                return key
        raise jwt.InvalidTokenError("no key of the issuer has its id")


def open_issuer(keys: str, name: str, audience: str, role_claim: str) -> Issuer:
    """The issuer whose keys are in a file or at an address. Raises CommandError for a file that holds none."""
    if keys.startswith(("https://", "http://")):
        client = jwt.PyJWKClient(keys, cache_keys=True, lifespan=KEYS_SECONDS, timeout=FETCH_SECONDS)
        return Issuer(client, name, audience, role_claim)
    try:
        found = jwt.PyJWKSet.from_json(Path(keys).read_text("utf-8"))
    except (OSError, ValueError, jwt.PyJWTError) as error:
        raise CommandError(f"HEZUO_JWKS: {keys} holds no set of keys: {error}") from error
    return Issuer(found, name, audience, role_claim)


def _read_role(claimed: object) -> Role:
    """The highest of our roles that the claim names; somebody known without any may read."""
    named = claimed if isinstance(claimed, list) else [claimed]
    return max((role for role in Role if role.value in named), key=list(Role).index, default=Role.READER)
