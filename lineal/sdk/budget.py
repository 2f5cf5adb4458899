"""What one request may read in all: lists within lists would else multiply without end."""

from dataclasses import dataclass

from lineal.sdk import limits


class Exhausted(BaseException):
    """Ends the whole request: an Exception would end one of perhaps many thousand fields."""


@dataclass(slots=True)
class Budget:
    rows: int = limits.MAX_ROWS
    lines: int = limits.MAX_LINES
    parts: int = limits.MAX_PARTS

    def take_rows(self, count: int) -> None:
        self.rows -= count
        if self.rows < 0:
            raise Exhausted(
                f"This asks for more than {limits.MAX_ROWS} rows in one request, where each list "
                f"within a list counts as {limits.LIST_COST} more. Ask for smaller pages."
            )

    def take_lines(self, count: int) -> None:
        """Of history and system events. Taken before they are read."""
        self.lines -= count
        if self.lines < 0:
            raise Exhausted(
                f"This reads more than {limits.MAX_LINES} lines of history in one request. "
                "Ask for fewer runs or samples at once, or for a narrower range of steps."
            )

    def take_parts(self, count: int) -> None:
        """Of files that come in parts: their addresses are no rows, but have to be made."""
        self.parts -= count
        if self.parts < 0:
            raise Exhausted(
                f"This asks for the addresses of more than {limits.MAX_PARTS} parts in one "
                "request. Ask for fewer files at once."
            )
