"""What stands on a page: runs of text and rules, in millimetres from the upper left corner."""

from dataclasses import dataclass, replace

from oa_client.docflow.model.pictures import Picture
from oa_client.docflow.typeset import measures as m

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Run:
    """Characters set in one go. `y_mm` is the base line. With `char_advance` each character
    takes that many millimetres (a western word as a whole: its characters' sum); without it
    the face's own widths hold. `stretch` narrows the characters themselves. A `turned` run reads
    upwards: it is turned a quarter to the left about its beginning.
    """

    x_mm: float
    y_mm: float
    text: str
    role: str = "仿宋"
    size_pt: float = m.SIZE_3
    colour: Colour = m.BLACK
    char_advance: float | None = m.ADVANCE
    stretch: float = 1.0
    turned: bool = False


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width_mm: float
    colour: Colour = m.BLACK


@dataclass(frozen=True)
class Shown:
    """A picture at its place: its upper left corner and size."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    picture: Picture


@dataclass(frozen=True)
class Page:
    """One face of the paper."""

    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    width_mm: float = m.PAGE_WIDTH
    height_mm: float = m.PAGE_HEIGHT
    shown: tuple[Shown, ...] = ()

    def text_by_role(self) -> dict[str, str]:
        """Everything that is set on it, gathered by the role of its face."""
        gathered: dict[str, list[str]] = {}
        for run in self.runs:
            gathered.setdefault(run.role, []).append(run.text)
        return {role: "".join(texts) for role, texts in gathered.items()}


@dataclass(frozen=True)
class SealPlace:
    """Where a seal or a signature stamp is to be pressed: page (from 1), centre, size, and
    whose it is.
    """

    page: int
    x_mm: float
    y_mm: float
    of: str
    width_mm: float = m.SEAL
    height_mm: float = m.SEAL


@dataclass(frozen=True)
class Bookmark:
    """An entry of the paper's contents: its words, its page (from 1), where on it, how deep."""

    text: str
    page: int
    y_mm: float
    level: int = 0


@dataclass(frozen=True)
class About:
    """What a file says of itself: its title, whose it is, its number or subject."""

    title: str = ""
    author: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Layout:
    """A paper set on its pages.

    Attributes:
        alone: pages (from 1) on which a signature stands without any text (7.3.5.5).
        pitch: millimetres from line to line of page one.
        to_below: whether 主送 stand in the 版记 (7.3.2).
        together: how many pages are bound with the text; the others belong to 附件 bound apart.
    """

    pages: tuple[Page, ...]
    seals: tuple[SealPlace, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    about: About = About()
    alone: tuple[int, ...] = ()
    pitch: float = m.PITCH
    to_below: bool = False
    together: int = 0

    def text_by_role(self) -> dict[str, str]:
        """Everything that is set, gathered by the role of its face."""
        gathered: dict[str, str] = {}
        for page in self.pages:
            for role, text in page.text_by_role().items():
                gathered[role] = gathered.get(role, "") + text
        return gathered


@dataclass(frozen=True)
class SealSpot:
    """A seal's centre within a strip, whose it is, and its size."""

    x_mm: float
    y_mm: float
    of: str
    width_mm: float = m.SEAL
    height_mm: float = m.SEAL


@dataclass(frozen=True)
class Strip:
    """A line of the page before it has its place: `y` counts from the strip's upper edge.

    `height` is the way to the next strip, `ink` what must fit above the lower edge of the text
    area. A strip with `glued` never ends a page, one with `fresh` begins one, one with `closes`
    belongs to the signature; `entry` and `level` are its bookmark. `end` are rules that it has
    where it ends a page.
    """

    height: float
    ink: float
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    glued: bool = False
    head: tuple["Strip", ...] = ()
    seals: tuple[SealSpot, ...] = ()
    blank: bool = False
    fresh: bool = False
    closes: bool = False
    entry: str = ""
    level: int = 0
    shown: tuple[Shown, ...] = ()
    end: tuple[Rule, ...] = ()


BLANK = Strip(m.PITCH, m.HAN, blank=True)
"""An empty line."""


def height(strips: list[Strip]) -> float:
    """The way from the first of the strips to what follows them."""
    return sum(strip.height for strip in strips)


def moved(runs: tuple[Run, ...], dy: float, dx: float = 0.0) -> list[Run]:
    """The runs further down, and further right."""
    return [  # named one by one: a long paper has a hundred thousand, and `replace` is slow
        Run(
            run.x_mm + dx, run.y_mm + dy, run.text, run.role, run.size_pt, run.colour,
            run.char_advance, run.stretch, run.turned,
        )
        for run in runs
    ]  # fmt: skip


def moved_rules(rules: tuple[Rule, ...], dy: float) -> list[Rule]:
    """The rules further down."""
    return [replace(rule, y1=rule.y1 + dy, y2=rule.y2 + dy) for rule in rules]
