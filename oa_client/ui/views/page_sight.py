"""How a page of an original is looked at: larger, or turned; the file itself is never changed."""

from dataclasses import dataclass, replace

STEP, LEAST, LARGEST = 1.25, 0.5, 4.0
QUARTER, WHOLE_TURN = 90, 360


@dataclass(frozen=True)
class Sight:
    """How one page is looked at.

    Attributes:
        zoom: 1 is as wide as its place.
        turned: degrees clockwise, a quarter at a time.
    """

    zoom: float = 1.0
    turned: int = 0

    def larger(self, step: float) -> "Sight":
        """Larger by a factor, or smaller; within what can still be read."""
        zoom = min(LARGEST, max(LEAST, self.zoom * step))
        return replace(self, zoom=1.0 if abs(zoom - 1) < 0.01 else zoom)

    def turn(self) -> "Sight":
        """A quarter clockwise."""
        return replace(self, turned=(self.turned + QUARTER) % WHOLE_TURN)


FITTED = Sight()
"""As it was scanned, as wide as its place."""
