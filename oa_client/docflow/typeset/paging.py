"""Giving every strip its place: pages fill from the top, glued strips stay together."""

from dataclasses import dataclass, field, replace

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.page import Rule, Run, SealSpot, Shown, Strip, moved, moved_rules

_SLACK = 0.01
_TIGHTEST = 0.06 * m.PITCH
"""By how much a line may come closer to the next one to keep a signature with its text."""


@dataclass
class Draft:
    """A page while it is being filled; `y` is where the next strip would stand, `bottom` where
    text must end, `firm` how many strips above the text keep their distances, `loose` below which
    strips the distance may change; `said` there is text on it, `bare` a signature without any;
    `number` is its page number, shown with `folio`; `end` are the rules that close it if no strip
    follows.
    """

    y: float = m.TOP
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lowest: float = m.TOP
    seals: list[SealSpot] = field(default_factory=list)
    said: bool = False
    bare: bool = False
    entries: list[tuple[str, float, int]] = field(default_factory=list)
    folio: bool = True
    number: int = 0
    bottom: float = m.BOTTOM
    steps: list[tuple[int, int, int]] = field(default_factory=list)
    loose: list[bool] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    firm: int = 0
    end: list[Rule] = field(default_factory=list)

    def put(self, strip: Strip) -> None:
        """Place a strip below the last one."""
        self.steps.append((len(self.runs), len(self.rules), len(self.shown)))
        self.loose.append(len(self.steps) > self.firm and _is_loose(strip))
        self.shown += [replace(one, y_mm=one.y_mm + self.y) for one in strip.shown]
        self.runs += moved(strip.runs, self.y)
        self.rules += moved_rules(strip.rules, self.y)
        self.end = moved_rules(strip.end, self.y)
        self.seals += [replace(spot, y_mm=spot.y_mm + self.y) for spot in strip.seals]
        self.said |= not strip.closes and bool(strip.runs or strip.shown)
        self.bare |= strip.closes and bool(strip.runs) and not self.said
        if strip.entry:
            self.entries.append((strip.entry, self.y, strip.level))
        if strip.runs or strip.rules or strip.shown:
            self.lowest = self.y + strip.ink
        self.y += strip.height

    def spread(self) -> None:
        """Share out what a full page leaves at its foot among its lines (7.3.5.5)."""
        spare, gaps = self.bottom - self.lowest, sum(self.loose[:-1])
        if self.seals or gaps < 1 or not 0 < spare < m.PITCH:
            return
        self._share(spare / gaps)
        self.lowest = self.bottom

    def made_room(self, group: list[Strip]) -> list[Strip]:
        """The group with its lines and the page's drawn together, where that keeps signature and
        seal on the page of the text (7.3.5.5); else as it is.
        """
        before = sum(self.loose)
        gaps = before + sum(_is_loose(strip) for strip in group[:-1])
        spill = self.y + _extent(group) - self.bottom
        closes = any(strip.closes for strip in group)
        if self.seals or not closes or not 0 < spill <= gaps * _TIGHTEST:
            return group
        each = spill / gaps
        self._share(-each)
        self.y -= each * before
        self.lowest -= each * sum(self.loose[:-1])
        return [
            replace(strip, height=strip.height - each) if _is_loose(strip) else strip
            for strip in group
        ]

    def _share(self, each: float) -> None:
        """Widen the way from strip to strip; those above the text keep their places."""
        ends = [*self.steps[1:], (len(self.runs), len(self.rules), len(self.shown))]
        for at, (start, end) in enumerate(zip(self.steps, ends, strict=True)):
            down = each * sum(self.loose[:at])
            runs, rules = slice(start[0], end[0]), slice(start[1], end[1])
            self.runs[runs] = moved(tuple(self.runs[runs]), down)
            self.rules[rules] = moved_rules(tuple(self.rules[rules]), down)
            for index in range(start[2], end[2]):
                one = self.shown[index]
                self.shown[index] = replace(one, y_mm=one.y_mm + down)


def _is_loose(strip: Strip) -> bool:
    """Whether the way to the next strip may change: rows of a table touch one another."""
    return not strip.rules


def paginated(strips: list[Strip], first: Draft) -> list[Draft]:
    """Fill as many pages as the strips need, the first from where its head ends; the first group
    begins there even if it must be torn, since page one shows what the paper is about.
    """
    pages = [first]
    fresh = False
    for number, together in enumerate(_groups(strips)):
        page, group = pages[-1], together
        if group[0].fresh and page.lowest > m.TOP:
            page = _turned(pages, group[0])
            fresh = True
        spills = page.y + _extent(group) > page.bottom + _SLACK
        if number and spills:
            group = page.made_room(together)
            spills = page.y + _extent(group) > page.bottom + _SLACK
        if number and not fresh and spills and _fits(group):
            page = _turned(pages, group[0])
            fresh = True
        for strip in group:
            if page.y + strip.ink > page.bottom + _SLACK and not (fresh and page.lowest == m.TOP):
                page = _turned(pages, strip)
                fresh = True
            if fresh and strip.blank and page.lowest == m.TOP:
                continue
            page.put(strip)
            fresh = fresh and page.lowest == m.TOP
    return pages


def _turned(pages: list[Draft], strip: Strip) -> Draft:
    pages[-1].rules += pages[-1].end
    page = Draft()
    pages.append(page)
    for line in strip.head:
        page.put(line)
    return page


def _groups(strips: list[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    fresh = True
    for strip in strips:
        if fresh or strip.fresh:
            groups.append([])
        groups[-1].append(strip)
        fresh = not strip.glued
    return groups


def _extent(group: list[Strip]) -> float:
    return sum(strip.height for strip in group[:-1]) + group[-1].ink


def _fits(group: list[Strip]) -> bool:
    return m.TOP + _extent(group) <= m.BOTTOM + _SLACK
