"""Names for runs that come without one. Pure."""

import random

_FIRST = (
    "amber brisk calm clear dandy deep dry early fair fresh gentle giddy golden happy hidden icy "
    "jolly keen late light lively lunar mild misty north olive pale proud quiet rapid rural silent "
    "silver smooth soft solar stoic sunny swift toasty vivid warm wild wise"
)
_SECOND = (
    "bird breeze brook bush cloud comet coral dawn dew dust ember fern field fire flower fog "
    "forest frost glade grass haze hill lake leaf meadow moon moss oak pebble pine plain pond "
    "rain reef river shadow shape sky snow sound spark star stone sun tree valley water wave "
    "wind wood"
)


def invent(number: int, *, seed: str) -> str:
    """`rural-feather-20`-like: two words, the same for the same seed, and the run's number."""
    chance = random.Random(seed)
    return f"{chance.choice(_FIRST.split())}-{chance.choice(_SECOND.split())}-{number}"
