"""Tables whose rows are forms: what is wrong stands in the row that it is about."""

from __future__ import annotations

from registry.views.changes import Sent


def refused_row(sent: Sent | None) -> dict[str, object]:
    """Whose row it was, and why; nothing above the table then."""
    if sent is None or "member" not in sent.form.fields:
        return {}
    why = [str(errors[0]) for errors in sent.form.errors.values()]
    return {"refused": [], "refused_member": sent.form["member"].value(), "refused_why": why}
