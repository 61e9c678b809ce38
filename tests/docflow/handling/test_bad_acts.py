"""Whatever is said with an act: it is done, or refused with a code and nothing has changed."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oa_client.docflow.handling.actions import LATER, WITHOUT_DOCUMENT, read_fields
from oa_client.docflow.handling.fields import SHAPES
from oa_client.docflow.model.errors import OfficeError
from tests.docflow.handling.offices import BEGINNINGS, training_office

NAMES = sorted({
    field.alias or name for shape in SHAPES.values() for name, field in shape.model_fields.items()
})  # fmt: skip
"""Every name of a field that any act knows."""

PLAIN = st.sampled_from((
    "", " ", "li", "chen", "住建科", "无此人", "draft", "resume", "agree", "永久", "2026-03-02",
    "9999-12-31", "0001-01-01", "2026-03-02T10:00:00+99:99", "办发", "办发1", "〔2026〕",
    "incoming", "outgoing", "circulation", "title", "body", "number", "secrecy", "特急",
    "请示", "主动公开",
    "00000000-0000-5000-8000-000000000000", "\0", "\ud800", "\u202e", "\n", "<b>", "x" * 301,
    "x" * 4001, "%s", "'; --", "\U0010ffff", "○", "妥否",
))  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-2, 3), st.just(10**400),
    st.floats(allow_nan=True), PLAIN, st.text(st.characters(codec=None), max_size=20),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner,
                                                                max_size=3),
    max_leaves=12,
)  # fmt: skip
FIELDS = st.one_of(
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5),
    st.dictionaries(st.sampled_from(NAMES) | st.text(st.characters(codec=None), max_size=8),
                    VALUES, max_size=4),
    VALUES,
)  # fmt: skip


def values_of(action: str) -> st.SearchStrategy[dict[str, Any]]:
    """The very fields of an act, with values that are near to what they should be."""
    names = [field.alias or name for name, field in SHAPES[action].model_fields.items()]
    near = st.one_of(
        PLAIN, st.lists(PLAIN, max_size=3), st.booleans(), st.integers(-1, 100_001),
        st.lists(st.booleans(), min_size=5, max_size=5), st.none(),
    )  # fmt: skip
    return st.dictionaries(st.sampled_from(names), near, max_size=len(names))


@pytest.fixture(scope="module")
def office():
    """Papers at many stages, so that acts come near to being done."""
    at = BEGINNINGS[0].isoformat()
    made = training_office(BEGINNINGS[0])
    papers = []

    def act(by: str, action: str, document: str | None = None, /, **said: Any) -> str:
        return str(made.act(by, action, said, document=document, at=at).document)

    for last in range(1, 8):
        paper = act("chen", "register", title="关于检查的通知", body="略")
        way = (("chen", "examine", {"answers": [True] * 5}), ("wang", "propose", {"opinion": "阅"}),
               ("zhang", "instruct", {"opinion": "办"}), ("wang", "assign", {"lead": "li"}),
               ("li", "undertake", {"result": "已办"}), ("li", "reply", {}))  # fmt: skip
        for by, action, said in way[: last - 1]:
            act(by, action, paper, **said)
        papers.append(paper)
    for last in range(11):
        paper = act("li", "draft", title="关于情况的通知", body="略", to="各科室",
                    countersigners=["财务科"])  # fmt: skip
        way = (("li", "submit", {}), ("zhou", "review", {}), ("sun", "countersign", {}),
               ("wang", "review", {}), ("zhang", "sign", {}), ("chen", "recheck", {}),
               ("chen", "number", {}), ("chen", "print", {}), ("chen", "seal", {}),
               ("chen", "issue", {}))  # fmt: skip
        for by, action, said in way[:last]:
            act(by, action, paper, **said)
        papers.append(paper)
    papers.append(act("chen", "circulate", title="通报", to=["wu", "zhao"]))
    yield made, papers
    made.close()


PEOPLE = ("chen", "wang", "zhang", "li", "zhou", "sun", "wu", "zhao", "zheng")


def head(office: Any) -> tuple[Any, ...]:
    with office._store.read() as work:
        commit = work.last_commit()
        tables = [work.rows(t) for t in ("document", "task", "number", "book", "request")]
        return commit.hash, work.last_entry().seq, repr(tables)


QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("action", [*SHAPES, *LATER, "no-such-act", "", "\ud800"])
@given(said=FIELDS)
def test_fields_are_read_or_refused_with_a_code(action, said):
    try:
        read = read_fields(action, said)
    except OfficeError as reason:
        assert reason.code
        assert str(reason)
    else:
        assert read == said


@pytest.mark.parametrize("action", sorted(SHAPES))
@given(data=st.data(), by=st.sampled_from(PEOPLE), number=st.integers(0, 18))
@QUICK
def test_an_act_is_done_or_refused_and_then_nothing_has_changed(action, data, by, number, office):
    made, papers = office
    said = data.draw(values_of(action) | FIELDS)
    opens = action in WITHOUT_DOCUMENT or data.draw(st.integers(0, 9)) == 0
    document = None if opens else papers[number]
    if document and data.draw(st.booleans()):
        with made._store.read() as work:
            waiting = work.rows("task", document=document, closed_at=None)
        by = waiting[0]["person"] if waiting else by
    before = head(made)
    try:
        made.act(by, action, said, document=document, at=BEGINNINGS[0].isoformat())
    except OfficeError as reason:
        assert reason.code
        assert head(made) == before
    else:
        assert head(made)[1] == before[1] + 1


ODD = st.sampled_from(("", "\0", "\ud800", "x" * 5000, "00000000-0000-0000-0000-000000000000"))


@given(action=st.sampled_from(sorted(SHAPES)) | ODD, document=ODD | st.none(), by=ODD,
       key=ODD, at=ODD | st.sampled_from(("2026-13-01", "9999-12-31T23:59:59-12:00", "0001-01-01")),
       version=st.integers() | st.none())  # fmt: skip
@QUICK
def test_odd_names_keys_times_and_versions_are_refused_with_a_code(
    action, document, by, key, at, version, office
):
    made, _ = office
    before = head(made)
    for who in (by, "li"):
        with pytest.raises(OfficeError):
            made.act(who, action, {"title": "x"}, document=document or "", key=key, at=at,
                     version=version)  # fmt: skip
    assert head(made) == before


def test_after_all_that_the_office_is_sound(office):
    made, _ = office
    assert made.verify()["problems"] == []


@pytest.mark.parametrize("mark", ["\uffff", "\ufffe", "\ufdd0", "\ud800", "\u202e"])
def test_what_no_paper_and_no_report_could_show_is_not_taken_on_record(played, mark):
    with pytest.raises(OfficeError, match="control-characters"):
        played.act("chen", "register", title=f"关于检查{mark}的通知")
