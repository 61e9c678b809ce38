"""Which face each word of a paper will stand in, told without setting it (GB/T 9704 clause 7)."""

from collections.abc import Iterator

from oa_client.docflow.typeset.elements import (
    HEADING_ROLES,
    Attendance,
    Block,
    Figure,
    Paper,
    Table,
    blocks,
    bodies,
    minuted,
    parted,
)
from oa_client.docflow.typeset.header import signers

Worded = Iterator[tuple[str, str]]
"""Roles, each with words that stand in its face."""


def words_by_role(paper: Paper) -> dict[str, str]:
    """What a paper's author wrote, gathered by the role of the face that will show it."""
    gathered: dict[str, str] = {}
    for role, words in _of_paper(paper):
        gathered[role] = gathered.get(role, "") + "".join(words.splitlines())
    return gathered


def _of_paper(paper: Paper) -> Worded:
    yield "小标宋", "".join(bodies(paper.issuer))
    if paper.form != "order":
        yield "小标宋", paper.title
    yield "黑体", paper.secrecy + paper.secrecy_period + paper.urgency
    yield "楷体", "".join(signers(paper))
    yield "仿宋", paper.copy_number + paper.number + paper.date + paper.print_date
    for names in (paper.to, paper.attachments, paper.cc):
        yield "仿宋", "".join(names)
    yield "仿宋", paper.signature + paper.note + paper.printer
    body, annexes = parted(paper.body)
    for block in minuted(blocks(body)) if paper.form == "minutes" else blocks(body):
        yield from _of_block(block)
    for annex in annexes:
        yield "黑体", annex.label
        yield "小标宋", annex.title
        for block in blocks(annex.text):
            yield from _of_block(block)


def _of_block(block: Block) -> Worded:
    if isinstance(block, Table):
        yield "黑体", "".join(block.rows[0])
        yield "仿宋", "".join("".join(row) for row in block.rows[1:])
    elif isinstance(block, Figure):
        yield "楷体", block.caption
    elif isinstance(block, Attendance):
        yield "黑体", block.label
        yield "仿宋", block.names
    else:
        yield HEADING_ROLES[block.level], block.heading
        yield "仿宋", block.rest
