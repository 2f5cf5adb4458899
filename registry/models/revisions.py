"""A short name for the state of what people edit, so that an edit of an older state is noticed."""

import hashlib
import json


def revision_of(*parts: object) -> str:
    """The same for the same parts: counters and dates that change on their own are left out."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class RoleRevision:
    """Of a membership only the role is edited."""

    role: str

    @property
    def revision(self) -> str:
        return revision_of(self.role)
