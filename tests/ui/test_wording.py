import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client import assets
from oa_client.docflow.handling.actions import LATER
from oa_client.docflow.handling.fields import SHAPES
from oa_client.docflow.handling.inquiry import TRAYS
from oa_client.docflow.model.document import ELEMENTS, FORMS, KINDS, Status
from oa_client.docflow.timelimit.monitor import Level
from oa_client.ui import wording

CHINESE = re.compile(r"[\u4e00-\u9fff]")
OFFICIAL = ("请示",)
"""Official terms that an English sentence may quote."""

CODES = sorted(wording.MESSAGES["zh_CN"])
LANGUAGES = st.sampled_from(wording.LANGUAGES)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
NAMES = ["stage", "field", "person", "people", "at", "outcome", "code", "allowed", "action", "file"]


def test_every_code_is_said_in_chinese_and_in_english():
    for code in CODES:
        chinese, english = (wording.MESSAGES[language][code] for language in wording.LANGUAGES)
        assert CHINESE.search(chinese), code
        for term in OFFICIAL:
            english = english.replace(term, "")
        assert english.strip(), code
        assert not CHINESE.search(english), code


@given(
    st.sampled_from([*CODES, "a-code-of-tomorrow"]),
    st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), VALUES, max_size=5),
    LANGUAGES,
)
def test_whatever_facts_come_with_a_code_it_is_said(code, facts, language):
    assert wording.say(code, facts, language)


def test_a_code_that_nobody_knows_is_told_with_its_facts():
    assert wording.say("of-tomorrow", {"file": "a"}, "zh_CN") == "of-tomorrow (file: a)"
    assert wording.say("of-tomorrow", {}, "en") == "of-tomorrow"


def test_facts_that_are_codes_are_put_into_words():
    facts = {"action": "sign", "stage": "countersign"}
    assert "会签" in wording.say("not-your-task", facts, "zh_CN")
    assert "Countersign" in wording.say("not-your-task", facts, "en")
    assert "成文日期" in wording.say("field-missing", {"field": "date"}, "zh_CN")
    assert "(Sign)" in wording.say("judged-otherwise", {"code": "sign"}, "en")


def test_people_are_named_where_their_names_are_known():
    facts = {"people": ["li", "qian"]}
    names = {"li": "李晓明"}
    assert "李晓明、qian" in wording.say("assists-open", facts, "zh_CN", names)
    assert "李晓明, qian" in wording.say("assists-open", facts, "en", names)


def test_a_moment_in_a_sentence_is_shortened():
    facts = {"at": "2026-11-24T09:30:00+08:00", "outcome": "done"}
    assert "2026-11-24 09:30 办过" in wording.say("already-handled", facts, "zh_CN")


def test_what_rests_on_an_absent_fact_falls_away():
    assert wording.say("not-your-task", {"stage": ""}, "zh_CN") == "这一步现在不由您办理。"
    assert wording.say("office-damaged", {}, "zh_CN").startswith("机关文件已损坏。")
    assert wording.say("office-damaged", {}, "en").startswith("The office file is damaged. ")


def test_a_fact_with_braces_is_shown_as_it_is():
    assert "{0}" in wording.say("file-absent", {"file": "{0}.json"}, "en")


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_word_of_the_domain_has_its_name(language):
    asked = {
        wording.action_name: [*SHAPES, *LATER], wording.element_label: ELEMENTS,
        wording.tray_name: TRAYS, wording.level_name: list(Level), wording.form_name: FORMS,
        wording.status_name: list(Status), wording.verdict_name: ["agree", "disagree"],
        wording.entry_name: ["founded", "opened", "card", "key", *SHAPES],
        wording.outcome_name: ["done", "returned", "recalled", "cancelled", "disagreed"],
    }  # fmt: skip
    for name, codes in asked.items():
        for code in codes:
            assert bool(CHINESE.search(name(code, language))) == (language == "zh_CN"), code


def test_the_fifteen_kinds_have_english_names_and_keep_their_chinese_ones():
    assert all(wording.kind_name(kind, "zh_CN").startswith(kind) for kind in KINDS)
    assert len({wording.kind_name(kind, "en") for kind in KINDS}) == len(KINDS)


def test_every_stage_of_the_shipped_procedures_has_a_name_and_a_button():
    for file in assets.path("procedures").glob("*.toml"):
        law = tomllib.loads(file.read_text("utf-8"))
        assert wording.procedure_name(law["id"], "zh_CN") == law["name"]
        assert wording.procedure_name(law["id"], "en") == law["name_en"]
        for stage in law["stage"]:
            following = next(iter(stage["next"]), "")
            for language in wording.LANGUAGES:
                assert wording.stage_name(stage["id"], language) != stage["id"]
                onward = wording.stage_name(following, language)
                button = wording.effect_name(stage["action"], onward, language)
                assert button not in ("", stage["action"])
                assert "{" not in button


def test_a_button_says_where_the_document_goes():
    assert wording.effect_name("sign", "复核", "zh_CN") == "签发，送复核"
    assert wording.effect_name("sign", "Recheck", "en") == "Sign, on to Recheck"
    assert wording.effect_name("sign", "", "zh_CN") == "签发"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        (None, "zh_CN"), ("", "zh_CN"), ("C.UTF-8", "zh_CN"), ("POSIX", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"), ("zh-Hans", "zh_CN"),
        ("zh", "zh_CN"), ("en_US", "en"), ("en", "en"), ("en_GB.UTF-8", "en"),
    ],
)  # fmt: skip
def test_the_language_follows_the_locale(locale, language):
    assert wording.language_of(locale) == language


@pytest.mark.parametrize(
    ("minutes", "chinese", "english"),
    [
        (450, "剩 1 个工作日", "1 working day left"),
        (200, "剩 3 小时 20 分", "3 h 20 min left"),
        (-900, "超时 2 个工作日", "2 working days late"),
        (-40, "超时 40 分钟", "40 min late"),
        (0, "时限已到", "Time is up"),
    ],
)
def test_time_left_is_told_in_working_time(minutes, chinese, english):
    assert wording.left_words(minutes, "zh_CN") == chinese
    assert wording.left_words(minutes, "en") == english


def test_a_day_may_have_other_hours():
    assert wording.left_words(480, "zh_CN", per_day=480) == "剩 1 个工作日"


def test_a_moment_has_its_year_only_where_it_is_another():
    at = "2026-11-24T09:30:00+08:00"
    assert wording.moment_words(at, "zh_CN") == "11月24日 09:30"
    assert wording.moment_words(at, "en", "2026-12-01T08:30:00+08:00") == "24 Nov 09:30"
    assert wording.moment_words(at, "zh_CN", "2027-01-04T08:30:00+08:00") == "2026年11月24日 09:30"


@pytest.mark.parametrize(
    ("used", "limit", "chinese", "english"),
    [(80, 225, "1.33 / 3.75 时", "1.33 / 3.75 h"), (180, 1350, "0.4 / 3 日", "0.4 / 3 d")],
)
def test_what_was_used_is_said_in_the_unit_of_the_limit(used, limit, chinese, english):
    assert wording.share_words(used, limit, "zh_CN") == chinese
    assert wording.share_words(used, limit, "en") == english


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("code", "name"), [("requests-unsent", "since"), ("bad-time", "value"), ("limit-passed", "due")]
)
def test_a_moment_is_never_written_as_the_ledger_writes_it(language: str, code: str, name: str):
    said = wording.say(code, {name: "2026-03-02T09:05:00+08:00", "count": 1}, language, {})
    assert "2026-03-02 09:05" in said and "T09" not in said
