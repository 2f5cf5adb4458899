"""Log lines for machines (one JSON object each) or for people."""

from typing import Any

import structlog
from structlog.typing import Processor

STEPS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.stdlib.PositionalArgumentsFormatter(),
]
RENDERERS: dict[str, list[Processor]] = {
    "json": [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
    "console": [structlog.dev.ConsoleRenderer()],
}


def configure(level: str, style: str) -> dict[str, Any]:
    """Point structlog at the standard library, and give Django's LOGGING for it."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *STEPS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    lines = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": STEPS,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *RENDERERS[style],
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": lines},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        # The request log has one line for each answer; Django's own would say it twice.
        "loggers": {
            "django.request": {"level": "CRITICAL"},
            "django": {"handlers": []},
            "botocore": {"level": "WARNING"},  # each process would say where it found its keys
        },
    }
