"""People come by their e-mail address, as the SDK's `api.create_user()` has it."""

import re

from registry import naming
from registry.actions.people import create_user, require_free_name
from registry.actions.profile import check_email
from registry.actions.transactions import action
from registry.errors import InvalidValue, NameTaken, RuleError
from registry.models import User
from registry.permissions import Actor, require_operator
from registry.sentences import marked as _

_UNUSABLE = re.compile(r"[^A-Za-z0-9_.-]+")
_ROOM = 8  # for what tells two of one name apart
_ATTEMPTS = 100


@action
def create_user_of_email(*, actor: Actor, email: str, is_admin: bool = False) -> User:
    """Make a user who is named after the first part of the address, and has no password yet.

    Raises InvalidValue, NotAllowed, and NameTaken when somebody has the address already.
    """
    require_operator(actor)
    email = check_email(email)
    if not email:
        raise InvalidValue(_("A user needs an e-mail address."), field="email")
    if User.objects.filter(email__iexact=email).exists():
        raise NameTaken(
            _("There is a user with the e-mail %(email)r already.", {"email": email}), field="email"
        )
    return create_user(actor=actor, username=_free_name(email), email=email, is_admin=is_admin)


def _free_name(email: str) -> str:
    wanted = _UNUSABLE.sub("-", email.partition("@")[0]).strip("-._") or "user"
    wanted = wanted[: naming.MAX_ENTITY - _ROOM]
    names = [wanted, *(f"{wanted}-{number}" for number in range(2, _ATTEMPTS))]
    return next((name for name in names if _is_free(name)), wanted)


def _is_free(name: str) -> bool:
    try:
        require_free_name(naming.check_entity(name), field="username")
    except RuleError:
        return False
    return True
