"""What only the wire can refuse; the rules' own errors live in registry/errors.py."""


class WireError(Exception):
    """Shown to the SDK's user as it stands, in an answer that says 200."""

    code = "INVALID_REQUEST"


class NotSupported(WireError):
    code = "NOT_SUPPORTED"


class NotThere(WireError):
    """An id or a name that leads nowhere, or nowhere that the caller may know of."""

    code = "NOT_FOUND"


class BadRequest(Exception):
    """Not a request that any SDK sends: refused by its status, before it costs anything."""

    status = 400


class OverLimit(BadRequest):
    pass


class TooLarge(BadRequest):
    status = 413


class LengthRequired(BadRequest):
    status = 411


class WrongMedia(BadRequest):
    status = 415
