"""A new version of a text says whose opinion it answers and which article it mends."""



from tests.offices import Played


def versions(played: Played, document: str):
    return played.show("li", document)["versions"]


def test_a_version_after_a_return_names_who_wanted_it_and_why(played: Played):
    document = played.act("li", "draft", title="关于报送情况的通知", body="每月报送。", to="各科室")
    played.act("li", "submit", document)
    played.act("zhou", "return", document, to="draft", then="repeat", reason="改为按季报送")
    played.act("li", "revise", document, body="每季度报送。")
    first, second = versions(played, document)
    assert first["asked"] is None
    assert (second["asked"]["by"], second["asked"]["reason"]) == ("zhou", "改为按季报送")


def test_a_disagreement_in_countersigning_is_an_occasion_too(played: Played):
    document = played.outgoing("submit")
    played.act("zhou", "review", document, countersigners=["法规科"])
    played.act("zhao", "countersign", document, verdict="disagree", opinion="没有依据，请删去")
    played.act("li", "revise", document, body="一、检查范围\n全市。")
    assert versions(played, document)[-1]["asked"]["reason"] == "没有依据，请删去"


def test_of_two_versions_after_one_return_the_first_answers_it(played: Played):
    document = played.outgoing("submit")
    played.act("zhou", "return", document, to="draft", then="repeat", reason="补时限")
    played.act("li", "revise", document, body="一、检查范围\n全市。\n月底前完成。")
    played.act("li", "revise", document, body="一、检查范围\n全市。\n十日前完成。", opinion="提前")
    second, third = versions(played, document)[1:]
    assert second["asked"] and second["said"] == ""
    assert third["asked"] is None and third["said"] == "提前"


def test_a_version_that_takes_out_what_an_article_forbids_names_the_article(played: Played):
    document = played.act(
        "li", "draft", kind="报告", title="关于供暖情况的报告", body="情况如下。\n妥否，请批示。",
        to="市政府",
    )  # fmt: skip
    played.act("li", "revise", document, body="情况如下。")
    first, second = versions(played, document)
    assert first["mends"] == [] and second["mends"] == ["条例 15（四）"]


def test_a_reminder_that_was_followed_is_named_as_well(played: Played):
    document = played.act(
        "li", "draft", title="关于冬季供暖的通知", to="各科室",
        body="请于2026年11月30日前报送。\n2.逐户建立台账。",
    )  # fmt: skip
    played.act("li", "revise", document, body="请于2026年11月30日前报送。\n一、逐户建立台账。")
    assert versions(played, document)[-1]["mends"] == ["GB/T 9704 7.3.3"]
