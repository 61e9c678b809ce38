"""A paper set on its pages by GB/T 9704: the one place where its parts come together."""

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import SetBefore, ending, text_of
from oa_client.docflow.typeset.closing import beginning, torn, with_caption, yielding
from oa_client.docflow.typeset.elements import Paper, bodies
from oa_client.docflow.typeset.ends import signature_strips
from oa_client.docflow.typeset.imprint import imprint
from oa_client.docflow.typeset.lines import Piece, cells, set_line
from oa_client.docflow.typeset.opening import (
    Opening,
    closer_openings,
    drawn_in,
    opening,
)
from oa_client.docflow.typeset.page import (
    About,
    Bookmark,
    Layout,
    Page,
    Rule,
    Run,
    SealPlace,
    Strip,
    height,
)
from oa_client.docflow.typeset.paging import Draft, paginated


def layout(
    paper: Paper, *, even_imprint: bool = True, before: SetBefore | None = None
) -> Layout:
    """Set the paper; with `even_imprint` the 版记 stands on the back of a sheet.

    What `before` knows of the body is not set anew.
    """
    text, bound, apart = text_of(paper, before or SetBefore())
    above, drafts = _set(paper, text, bound)
    alone = tuple(number for number, draft in enumerate(drafts, start=1) if draft.bare)
    _put_imprint(paper, drafts, above.moved_to, even=even_imprint)
    together = len(drafts)
    _number(drafts)
    for strips in apart:
        _bind_apart(drafts, paginated(strips, Draft()))
    pages = tuple(_page(draft, training=paper.training) for draft in drafts)
    about = About(paper.title, "、".join(bodies(paper.issuer)), paper.number)
    moved = bool(above.moved_to)
    return Layout(
        pages, _seals(drafts), _bookmarks(drafts), about, alone, above.pitch,
        to_below=moved, together=together,
    )  # fmt: skip


def _bind_apart(before: list[Draft], pages: list[Draft]) -> None:
    """What is bound apart begins on a sheet of its own and counts its own pages (7.3.7, 7.5)."""
    _number(pages)
    before += [*[Draft(folio=False)] * (len(before) % 2), *pages]


def _number(pages: list[Draft]) -> None:
    for number, draft in enumerate(pages, start=1):
        draft.number = number


def _set(
    paper: Paper, text: list[Strip], annexes: list[Strip]
) -> tuple[Opening, list[Draft]]:
    """The pages, no signature without text on its page (7.3.5.5) if there is any way: the text's
    end yields, else all stands on page one, else a line is torn.
    """
    signed = signature_strips(paper)
    above = opening(paper)
    text = beginning(text, m.BOTTOM - above.bottom)

    def filled(said: list[Strip]) -> list[Draft]:
        return _filled(paper, above, [*ending(said, signed, paper), *annexes])

    drafts = filled(text)
    if not text or not _bare(drafts):
        return above, drafts
    said = yielding(text, signed)
    drafts = filled(said)
    overleaf = any(not strip.blank for strip in said[with_caption(said) :])
    if overleaf or not _bare(drafts):
        return above, drafts
    return _on_page_one(paper, text, signed, annexes) or (above, filled(torn(said)))


def _on_page_one(
    paper: Paper, text: list[Strip], signed: list[Strip], annexes: list[Strip]
) -> tuple[Opening, list[Draft]] | None:
    """Text and signature on page one, its lines no closer than need be; None where too much."""
    for above in closer_openings(paper):
        room = m.BOTTOM - above.bottom - height(signed)
        whole = drawn_in(beginning(text, room), above.pitch)
        if above.bottom + height(whole[:-1]) + whole[-1].ink > m.BOTTOM:
            continue
        close = drawn_in(signed, above.pitch) if paper.sealing == "none" else signed
        drafts = _filled(paper, above, [*ending(whole, close, paper), *annexes])
        if not _bare(drafts):
            return above, drafts
    return None


def _bare(drafts: list[Draft]) -> bool:
    return any(draft.bare for draft in drafts)


def _filled(paper: Paper, above: Opening, text: list[Strip]) -> list[Draft]:
    """The pages as they fill; what stands above the text keeps its distances."""
    top = above.head
    first = Draft(y=top.bottom, runs=list(top.runs), rules=list(top.rules), lowest=top.bottom)
    first.firm = len(above.above)
    if paper.form == "letter":
        first.bottom, first.folio = m.LETTER_BOTTOM, False
    drafts = paginated([*above.above, *text], first)
    if paper.form == "letter" and len(drafts) > 1:
        first.spread()
    return drafts


def _put_imprint(
    paper: Paper, drafts: list[Draft], moved_to: tuple[str, ...], *, even: bool
) -> None:
    parts = imprint(paper, moved_to)
    if not parts:
        return
    needs_back = even and paper.form != "letter"
    if drafts[-1].lowest > parts[0].top - m.PITCH / 2:
        drafts.append(Draft())
    while needs_back and (len(drafts) + len(parts)) % 2 == 0:
        drafts.insert(len(drafts) - (not drafts[-1].runs), Draft())
    blank = [draft for draft in drafts if not draft.runs]
    if len(blank) > 1:
        for draft in blank:
            draft.folio = False
    drafts += [Draft() for _ in parts[1:]]
    for draft, part in zip(drafts[-len(parts) :], parts, strict=True):
        draft.runs += part.runs
        draft.rules += part.rules


def _page(draft: Draft, *, training: bool) -> Page:
    runs = list(draft.runs)
    if draft.folio:
        runs += _folio(draft.number)
    rules = list(draft.rules)
    if training:
        more_runs, more_rules = training_mark(m.PAGE_WIDTH)
        runs += more_runs
        rules += more_rules
    return Page(tuple(runs), tuple(rules), shown=tuple(draft.shown))


def _folio(number: int) -> list[Run]:
    """页码: 四号宋体 between dashes, 7 mm below the text area, outside, one character in (7.5)."""
    size = m.millimetres(m.SIZE_4)
    text = f"— {number} —"
    width = cells(text) * size
    x = m.RIGHT - size - width if number % 2 else m.BINDING + size
    y = m.BOTTOM + m.FOLIO_GAP + size * 0.36
    return set_line((Piece(text, "宋体"),), x, y, size=m.SIZE_4, advance=size)


def training_mark(width: float) -> tuple[list[Run], list[Rule]]:
    """演练, framed, in the upper margin of a page of that width."""
    size = m.millimetres(m.SIZE_2)
    x, y = width / 2 - size, m.TRAINING_BASE
    left, right, upper, lower = (
        x - 3,
        x + 2 * size + 3,
        y - size * 0.86 - 1.8,
        y + size * 0.14 + 1.8,
    )
    run = Run(x, y, "演练", "黑体", m.SIZE_2, m.GREY, size)
    edges = (
        (left, upper, right, upper), (left, lower, right, lower),
        (left, upper, left, lower), (right, upper, right, lower),
    )  # fmt: skip
    return [run], [Rule(*edge, 0.4, m.GREY) for edge in edges]


def _seals(drafts: list[Draft]) -> tuple[SealPlace, ...]:
    return tuple(
        SealPlace(number, spot.x_mm, spot.y_mm, spot.of, spot.width_mm, spot.height_mm)
        for number, draft in enumerate(drafts, start=1)
        for spot in draft.seals
    )


def _bookmarks(drafts: list[Draft]) -> tuple[Bookmark, ...]:
    return tuple(
        Bookmark(text, number, y, level)
        for number, draft in enumerate(drafts, start=1)
        for text, y, level in draft.entries
    )
