"""Giving every strip its place: pages fill from the top, glued strips stay together."""

from dataclasses import dataclass, field

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.page import Rule, Run, Strip, moved, moved_rules

_SLACK = 0.01


@dataclass
class Draft:
    """A page while it is being filled; `y` is where the next strip would stand."""

    y: float = m.TOP
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lowest: float = m.TOP
    seal: float | None = None
    folio: bool = True

    def put(self, strip: Strip) -> None:
        """Place a strip below the last one."""
        self.runs += moved(strip.runs, self.y)
        self.rules += moved_rules(strip.rules, self.y)
        if strip.seal:
            self.seal = self.y
        if strip.runs or strip.rules:
            self.lowest = self.y + strip.ink
        self.y += strip.height


def paginated(strips: list[Strip], first: Draft, bottom: float = m.BOTTOM) -> list[Draft]:
    """Fill as many pages as the strips need, the first from where its head ends."""
    pages = [first]
    fresh = False
    for group in _groups(strips):
        page = pages[-1]
        if not fresh and page.y + _extent(group) > bottom + _SLACK and _fits(group, bottom):
            page = _turned(pages, group[0])
            fresh = True
        for strip in group:
            if page.y + strip.ink > bottom + _SLACK and not (fresh and page.lowest == m.TOP):
                page = _turned(pages, strip)
                fresh = True
            if fresh and strip.blank and page.lowest == m.TOP:
                continue
            page.put(strip)
            fresh = fresh and page.lowest == m.TOP
    return pages


def _turned(pages: list[Draft], strip: Strip) -> Draft:
    page = Draft()
    pages.append(page)
    for line in strip.head:
        page.put(line)
    return page


def _groups(strips: list[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    fresh = True
    for strip in strips:
        if fresh:
            groups.append([])
        groups[-1].append(strip)
        fresh = not strip.glued
    return groups


def _extent(group: list[Strip]) -> float:
    return sum(strip.height for strip in group[:-1]) + group[-1].ink


def _fits(group: list[Strip], bottom: float) -> bool:
    return m.TOP + _extent(group) <= bottom + _SLACK
