"""Lets callers in: who a request's Authorization header says they are, and what they may do."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from hezuo.service.http_errors import HttpRefusal
from hezuo.service.issuer import Identity, Issuer, IssuerDown, NotSigned
from hezuo.service.token_store import TokenStore
from hezuo.service.tokens import Token
from schema.context import Role

RANKS = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: somebody known by a token, with a role, or anybody."""

    role: Role = Role.READER
    name: str = "anonymous"
    authorised: bool = False

    def may(self, needed: Role) -> bool:
        """Whether the role allows what another one does."""
        return self.authorised and RANKS[self.role] >= RANKS[needed]


@dataclass(frozen=True, slots=True)
class Gate:
    """Knows the administrator's token, those of the store, and those that an issuer signs.

    Without a token everybody may read where `anonymous_read` holds; nobody may write.
    """

    token: Token
    anonymous_read: bool = True
    store: TokenStore | None = None
    issuer: Issuer | None = None

    async def identify(self, authorization: str | None) -> Caller:
        """Who a request's Authorization header says it is. Raises HttpRefusal (401, 503)."""
        if authorization is None:
            if not self.anonymous_read:
                raise refuse_unauthenticated("Reading needs a token here: send Authorization: Bearer …", "")
            return Caller()
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise refuse_unauthenticated("The Authorization header must be: Bearer …", ', error="invalid_request"')
        return await self._find(given.strip())

    async def _find(self, text: str) -> Caller:
        if secrets.compare_digest(text.encode(), self.token.text.encode()):
            return Caller(Role.ADMIN, "token", authorised=True)
        stored = self.store.find(text) if self.store else None
        if stored is not None:
            return Caller(stored.role, stored.name, authorised=True)
        if self.issuer is not None and text.count(".") == 2:
            identity = await self._ask_issuer(self.issuer, text)
            return Caller(identity.role, identity.name, authorised=True)
        raise refuse_unauthenticated("The token is not valid.", ', error="invalid_token"')

    @staticmethod
    async def _ask_issuer(issuer: Issuer, text: str) -> Identity:
        try:
            return await issuer.identify(text)
        except NotSigned as error:
            raise refuse_unauthenticated(str(error), ', error="invalid_token"') from None
        except IssuerDown as error:
            raise HttpRefusal(503, "UNAVAILABLE", str(error), {"Retry-After": "10"}) from error


def refuse_unauthenticated(message: str, challenge: str = "") -> HttpRefusal:
    """The refusal of a caller without the token that the request needs."""
    headers = {"WWW-Authenticate": f'Bearer realm="hezuo"{challenge}'}
    return HttpRefusal(401, "UNAUTHENTICATED", message, headers)


def refuse_forbidden(caller: Caller, needed: Role) -> HttpRefusal:
    """The refusal of somebody known whose role does not allow it."""
    return HttpRefusal(403, "FORBIDDEN", f"This needs the role {needed}; yours is {caller.role}.")
