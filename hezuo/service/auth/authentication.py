"""Lets callers in: who a request's Authorization header says they are, and what they may do."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from hezuo.service.auth.admin_token import Token
from hezuo.service.auth.jwt_issuer import Identity, Issuer, IssuerDown, NotSigned
from hezuo.service.auth.token_store import TokenStore
from hezuo.service.http.errors import HttpRefusal
from schema.request.roles import Forbidden, Role, Viewer


@dataclass(frozen=True, slots=True)
class Authenticator:
    """Knows the administrator's token, those of the store, and those that an issuer signs.

    Without a token everybody may read where `anonymous_read` holds; nobody may write.
    """

    token: Token
    anonymous_read: bool = True
    store: TokenStore | None = None
    issuer: Issuer | None = None

    async def identify(self, authorization: str | None, address: str = "") -> Viewer:
        """Tell who a request from an address is, by its Authorization header. Raises HttpRefusal (401, 503)."""
        if authorization is None:
            if not self.anonymous_read:
                raise refuse_unauthenticated("Reading needs a token here: send Authorization: Bearer …")
            return Viewer(address=address)
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise refuse_unauthenticated("The Authorization header must be: Bearer …", ', error="invalid_request"')
        name, role = await self._find(given.strip())
        return Viewer(name, role, authenticated=True, address=address)

    async def _find(self, text: str) -> tuple[str, Role]:
        if secrets.compare_digest(text.encode(), self.token.text.encode()):
            return "token", Role.ADMIN
        stored = self.store.find(text) if self.store else None
        if stored is not None:
            return stored.name, stored.role
        if self.issuer is not None and text.count(".") == 2:
            identity = await self._ask_issuer(self.issuer, text)
            return identity.name, identity.role
        raise refuse_unauthenticated("The token is not valid.", ', error="invalid_token"')

    @staticmethod
    async def _ask_issuer(issuer: Issuer, text: str) -> Identity:
        try:
            return await issuer.identify(text)
        except NotSigned as error:
            raise refuse_unauthenticated(str(error), ', error="invalid_token"') from None
        except IssuerDown as error:
            raise HttpRefusal("UNAVAILABLE", str(error), {"Retry-After": "10"}) from error


def refuse_unauthenticated(message: str, challenge: str = "") -> HttpRefusal:
    """The refusal of who does not send the token that the request needs."""
    headers = {"WWW-Authenticate": f'Bearer realm="hezuo"{challenge}'}
    return HttpRefusal("UNAUTHENTICATED", message, headers)


def refuse_forbidden(viewer: Viewer, needed: Role) -> HttpRefusal:
    """The refusal of somebody known whose role does not allow it."""
    return HttpRefusal("FORBIDDEN", str(Forbidden(viewer, needed)))
