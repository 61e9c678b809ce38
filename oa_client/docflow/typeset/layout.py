"""A paper set on its pages by GB/T 9704: the one place where its parts come together."""

from oa_client.docflow.typeset import measures as m
from oa_client.docflow.typeset.body import (
    SetBefore,
    addressee_strips,
    ending,
    text_of,
    title_strips,
)
from oa_client.docflow.typeset.closing import beginning, yielding
from oa_client.docflow.typeset.elements import Paper, bodies
from oa_client.docflow.typeset.ends import signature_strips
from oa_client.docflow.typeset.header import Head, head
from oa_client.docflow.typeset.imprint import imprint
from oa_client.docflow.typeset.lines import Piece, cells, set_line
from oa_client.docflow.typeset.page import (
    About,
    Bookmark,
    Layout,
    Page,
    Rule,
    Run,
    SealPlace,
    Strip,
)
from oa_client.docflow.typeset.paging import Draft, paginated


def layout(
    paper: Paper, *, even_imprint: bool = True, before: SetBefore | None = None
) -> Layout:
    """Set the paper; with `even_imprint` the 版记 stands on the back of a sheet.

    What `before` knows of the body is not set anew.
    """
    title = _title(paper)
    top = head_of(paper)
    to, moved_to = _addressees(paper, top.bottom + _height(title))
    text, annexes = text_of(paper, before or SetBefore())
    above = [*title, *to]
    text = beginning(text, m.BOTTOM - top.bottom - _height(above))
    drafts = _filled(paper, top, above, [*ending(text, paper), *annexes])
    if any(draft.bare for draft in drafts):
        text = yielding(text, signature_strips(paper))
        drafts = _filled(paper, top, above, [*ending(text, paper), *annexes])
    _put_imprint(paper, drafts, moved_to, even=even_imprint)
    pages = tuple(_page(paper, draft, number) for number, draft in enumerate(drafts, start=1))
    about = About(paper.title, "、".join(bodies(paper.issuer)), paper.number)
    return Layout(pages, _seals(drafts), _bookmarks(drafts), about)


def _filled(paper: Paper, top: Head, above: list[Strip], text: list[Strip]) -> list[Draft]:
    """The pages as they fill; what stands above the text keeps its distances."""
    first = Draft(y=top.bottom, runs=list(top.runs), rules=list(top.rules), lowest=top.bottom)
    first.firm = len(above)
    if paper.form == "letter":
        first.bottom = m.LETTER_BOTTOM
    drafts = paginated([*above, *text], first)
    if paper.form == "letter" and len(drafts) > 1:
        first.spread()
    return drafts


def _title(paper: Paper) -> list[Strip]:
    return title_strips("" if paper.form == "order" else paper.title)


def head_of(paper: Paper) -> Head:
    """版头, its mark set so that page one shows the title and a line of the text below it."""
    return head(paper, _height(_title(paper)) + m.PITCH + m.HAN)


def _addressees(paper: Paper, above: float) -> tuple[list[Strip], tuple[str, ...]]:
    """主送 above the body, or in the 版记 where page one would show no body text (7.3.2)."""
    strips = addressee_strips(paper.to)
    if strips and above + _height(strips) + m.HAN > m.BOTTOM:
        return [], paper.to
    return strips, ()


def moves_addressees(paper: Paper) -> bool:
    """Whether 主送 is so long that it stands in the 版记 (7.3.2)."""
    return bool(_addressees(paper, head_of(paper).bottom + _height(_title(paper)))[1])


def _height(strips: list[Strip]) -> float:
    return sum(strip.height for strip in strips)


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


def _page(paper: Paper, draft: Draft, number: int) -> Page:
    runs = list(draft.runs)
    if draft.folio and not (paper.form == "letter" and number == 1):
        runs += _folio(number)
    rules = list(draft.rules)
    if paper.training:
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
