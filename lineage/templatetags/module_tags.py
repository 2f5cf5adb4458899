"""ES modules, asked for all at once: a browser alone finds them one level of imports at a time."""

import posixpath
import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_IMPORT = re.compile(r'^(?:import|export)\b[^;]*?\bfrom "(\.[^"]+)";', re.MULTILINE)


@register.simple_tag
def module_preloads(entry: str) -> SafeString:
    """Links for everything that the module `entry` imports, directly or not."""
    links = ((static(name),) for name in _imported(entry))
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', links)


@cache
def _imported(entry: str) -> tuple[str, ...]:
    found = dict.fromkeys([entry])
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        fresh = [path for path in _imports_of(name) if path not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return tuple(found)[1:]


def _imports_of(name: str) -> list[str]:
    source = Path(str(finders.find(name))).read_text()
    here = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(here, path)) for path in _IMPORT.findall(source)]
