"""What people say of themselves."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from registry import naming
from registry.actions import audit
from registry.actions.locks import require_unchanged
from registry.actions.transactions import action
from registry.errors import InvalidValue
from registry.models import User, Verb
from registry.permissions import Actor, require_scope
from registry.sentences import marked as _

MAX_EMAIL = 254


@action
def edit_profile(
    *, actor: Actor, first_name: str, last_name: str, email: str, revision: str | None = None
) -> User:
    """Change one's own names and e-mail; each may be empty. Raises InvalidValue, InvalidName, and
    Stale when they were edited since `revision`."""
    assert actor.user is not None, "operators at the command line have no profile"
    require_scope(actor)
    wanted = {
        "first_name": naming.check_person(_("First name"), first_name, field="first_name"),
        "last_name": naming.check_person(_("Last name"), last_name, field="last_name"),
        "email": check_email(email),
    }
    user = User.objects.select_for_update().get(pk=actor.user.pk)
    require_unchanged(user, revision)
    before = {field: getattr(user, field) for field in wanted}
    if before == wanted:
        return user
    for field, value in wanted.items():
        setattr(user, field, value)
    user.save(update_fields=list(wanted))
    audit.record(
        actor=actor, verb=Verb.EDITED_PROFILE, subject=user.username, before=before, after=wanted
    )
    return user


@action
def change_password(*, actor: Actor, current: str, new: str) -> User:
    """Change one's own password; the current one proves that it is oneself. Raises InvalidValue."""
    assert actor.user is not None, "operators at the command line have no password"
    require_scope(actor)
    user = User.objects.select_for_update().get(pk=actor.user.pk)
    if not user.check_password(current):
        raise InvalidValue(_("This is not your current password."), field="current")
    set_new_password(user, new)
    audit.record(actor=actor, verb=Verb.CHANGED_PASSWORD, subject=user.username)
    return user


def set_new_password(user: User, new: str) -> None:
    """For actions that have checked the rights. Raises InvalidValue, naming all that is weak."""
    check_password(user, new, field="new")
    user.set_password(new)
    user.save(update_fields=["password"])


def check_password(user: User, new: str, *, field: str) -> None:
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise InvalidValue(" ".join(error.messages), field=field) from None


def check_email(email: str) -> str:
    email = email.strip()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidValue(
            _("%(email)r is not an e-mail address.", {"email": email[:80]}), field="email"
        ) from None
    if len(email) > MAX_EMAIL:
        raise InvalidValue(
            _("An e-mail has at most %(max_email)s characters.", {"max_email": MAX_EMAIL}),
            field="email",
        )
    return email
