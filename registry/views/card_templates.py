"""What a new card starts from: the questions that readers of a model or of data ask."""

_MODEL = """\
What it does, and what it must not be used for.

# Training data

Which version, and how it was split.

# How it is judged

| metric | value | on |
|---|---|---|
|  |  |  |

# Limits

# How to load it

# Licence
"""

_DATASET = """\
What it holds, and what it was made for.

# Where it comes from

# How it was prepared

# Known gaps

# How to load it

# Licence
"""


def starter(artifact_type: str) -> str:
    """Markdown to start a card with."""
    return _DATASET if artifact_type == "dataset" else _MODEL
