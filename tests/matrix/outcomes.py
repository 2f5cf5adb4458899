"""What came of an attempt, whatever the door calls it."""

from enum import Enum


class Outcome(Enum):
    DONE = "done"
    REFUSED = "refused: 403, with the rule"
    HIDDEN = "not there: 404"
    SIGN_IN = "asked to sign in"


class Puzzle(Exception):
    """An answer that is none of the four."""


BY_STATUS = {401: Outcome.SIGN_IN, 403: Outcome.REFUSED, 404: Outcome.HIDDEN}


def of_status(status: int, said: object = "") -> Outcome:
    if status in BY_STATUS:
        return BY_STATUS[status]
    if status < 400:
        return Outcome.DONE
    raise Puzzle(f"{status}: {said}")
