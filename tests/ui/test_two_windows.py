"""Two windows on one office: who comes second is told, and keeps his words."""

from oa_client.ui.presenters.elsewhere import Elsewhere
from oa_client.ui.views.act_dialog import ActDialog
from tests.offices import Played
from tests.ui.test_window import open_first, press_primary, settle


def test_who_comes_second_keeps_his_words_and_sees_what_happened(sit, played: Played, qtbot):
    played.incoming()
    first, second = sit("zhang"), sit("zhang")
    told: list[str] = []
    second.session.told.connect(lambda words, _: told.append(words))
    for main in (first, second):
        settle(main, qtbot)
        open_first(main, qtbot)
    second.document.bar.opinion.setPlainText("请财务科办理。")
    press_primary(first, qtbot, "请住建科办理。")
    press_primary(second, qtbot)
    assert told, "the second is told why nothing came of it"
    assert second.document.bar.opinion.toPlainText() == "请财务科办理。"
    shown = played.office.show("chen", first.document.wanted() or second.document.wanted())
    assert [said["text"] for said in shown["opinions"] if said["stage"] == "instruct"] == [
        "请住建科办理。"
    ]
    assert played.problems() == []


def test_a_dialog_that_comes_second_leaves_the_paper_as_it_stands_now(sit, played: Played, qtbot):
    document = played.act("chen", "register", title="关于检查的通知", body="文。")
    main = sit("chen")
    settle(main, qtbot)
    open_first(main, qtbot)
    main.document.bar.start("examine")
    dialog = main.findChildren(ActDialog)[0]
    played.office.act("chen", "examine", {"answers": [True] * 5}, document=document)
    for number in range(1, 6):
        dialog.inputs["answers"].answer(number, True)
    dialog.send()
    settle(main, qtbot)
    assert "陈静 于" in dialog._trouble.text()
    dialog.reject()
    assert main.document._shown["stage"] == "propose" and main.list.model.rowCount() == 0


def test_what_is_written_while_the_answer_is_on_its_way_is_kept(sit, played: Played, qtbot):
    document = played.act("chen", "register", title="甲号件", body="文。")
    played.act("chen", "examine", document, answers=[True] * 5)
    main = sit("wang")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    bar = main.document.bar
    bar.opinion.setPlainText("拟请阅示。")
    bar._send("propose", {})
    bar.opinion.setPlainText("拟请阅示。另有一句")
    settle(main, qtbot)
    bar.keep_half_written()
    settle(main, qtbot)
    assert played.office.show("wang", document)["stage"] == "instruct"
    assert played.office.autosaved("wang", f"opinion.{document}") == "拟请阅示。另有一句"


def test_words_on_one_paper_are_kept_when_the_next_is_opened_at_once(sit, played: Played, qtbot):
    first, second = played.incoming(), played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    for document, words in ((first, "甲件的意见"), (second, "乙件的意见"), (first, "")):
        main.open_document(document)
        settle(main, qtbot)
        if words:
            main.document.bar.opinion.setPlainText(words)
    assert main.document.bar.opinion.toPlainText() == "甲件的意见"
    assert played.office.autosaved("zhang", f"opinion.{second}") == "乙件的意见"


def test_words_stay_with_whoever_wrote_them_when_another_sits_down(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    main.open_document(document)
    settle(main, qtbot)
    main.document.bar.opinion.setPlainText("张的意见")
    main.session.set_person("wang")
    settle(main, qtbot)
    assert played.office.autosaved("zhang", f"opinion.{document}") == "张的意见"
    assert played.office.autosaved("wang", f"opinion.{document}") is None


def test_a_half_registered_paper_stays_with_whoever_began_it(sit, played: Played, qtbot, tmp_path):
    (tmp_path / "原件.txt").write_text("原件", "utf-8")
    main = sit("chen")
    settle(main, qtbot)
    register = main.register
    register.form.inputs["title"].setText("陈登记到一半的来文")
    register.attach([tmp_path / "原件.txt"])
    settle(main, qtbot)
    main.session.set_person("wang")
    settle(main, qtbot)
    assert register.form.inputs["title"].text() == "" and register.original.files == []
    assert played.office.autosaved("wang", "register") is None
    main.session.set_person("chen")
    settle(main, qtbot)
    assert register.form.inputs["title"].text() == "陈登记到一半的来文"
    assert [name for name, _ in register.original.files] == ["原件.txt"]


def test_who_sits_down_while_a_paper_is_being_registered_keeps_his_own(sit, played, qtbot):
    main = sit("chen")
    settle(main, qtbot)
    register = main.register
    register.form.inputs["title"].setText("陈的来文")
    for number in range(1, 6):
        register.first_check.questions.answer(number, True)
    register.register()
    main.session.set_person("wang")
    register.form.inputs["title"].setText("王的来文")
    settle(main, qtbot)
    assert register.form.inputs["title"].text() == "王的来文"
    tray = played.office.tray("chen", "todo", None, 10)["rows"]
    assert [(row["title"], row["stage"]) for row in tray] == [("陈的来文", "examine")]
    assert played.office.autosaved("chen", "register") is None


def test_what_another_window_does_is_seen_here_within_moments(sit, played: Played, qtbot):
    played.incoming()
    first, second = sit("zhang"), sit("zhang")
    for main in (first, second):
        settle(main, qtbot)
        open_first(main, qtbot)
    second.document.bar.opinion.setPlainText("请财务科办理。")
    press_primary(first, qtbot, "请住建科办理。")
    elsewhere = second.findChild(Elsewhere)
    with qtbot.waitSignal(elsewhere.acted, timeout=10_000):
        elsewhere.look()
    settle(second, qtbot)
    assert second.document.shown()["stage"] == "assign"
    assert second.list.model.rowCount() == 0, "it has left his list"
    assert second.document.bar.primary.isHidden(), "there is nothing left for him to do"
    assert second.document.bar.opinion.toPlainText() == "请财务科办理。", "his words are his"


def test_half_written_words_elsewhere_are_no_news(sit, played: Played, qtbot):
    document = played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    heard: list[bool] = []
    elsewhere = main.findChild(Elsewhere)
    elsewhere.acted.connect(lambda: heard.append(True))
    played.office.autosave("wang", f"opinion.{document}", "半句")
    elsewhere.look()
    settle(main, qtbot)
    assert not heard


def test_whoever_has_a_paper_in_hand_is_told_what_another_did_with_it(sit, played: Played, qtbot):
    played.incoming()
    main = sit("zhang")
    settle(main, qtbot)
    open_first(main, qtbot)
    told: list[str] = []
    main.session.told.connect(lambda words, _: told.append(words))
    mended = {"field": "issuer", "value": "滨州省交通运输厅", "reason": "录入有误"}
    played.office.act("chen", "correct", mended, document=main.document.wanted())
    main.refresh()
    settle(main, qtbot)
    assert [words for words in told if "陈静" in words and "更正" in words], told


def test_a_slip_that_somebody_scrolled_stays_where_it_is_when_nothing_has_moved(
    sit, played: Played, qtbot
):
    played.incoming()
    main = sit("zhang")
    main.resize(1366, 600)
    settle(main, qtbot)
    open_first(main, qtbot)
    bar = main.document.sheet.verticalScrollBar()
    bar.setValue(bar.maximum())
    main.refresh()
    settle(main, qtbot)
    assert bar.maximum() > 0 and bar.value() == bar.maximum()


def test_behind_a_form_that_came_too_late_the_paper_is_shown_as_it_stands(seated, played, qtbot):
    document = played.incoming()
    main = seated("zhang", document)
    main.document.bar.start("return")
    dialog = main.findChild(ActDialog)
    assert dialog is not None
    dialog.inputs["reason"].setPlainText("请核对附件。")
    played.office.act("zhang", "instruct", {"opinion": "请住建科办。"}, document=document)
    dialog.send()
    settle(main, qtbot)
    assert dialog.isVisible() and dialog.inputs["reason"].toPlainText() == "请核对附件。"
    shown = main.document.shown()
    assert shown is not None and shown["stage"] == "assign"
    dialog.reject()


def test_the_strip_names_who_is_likely_to_have_the_stages_to_come(seated, played):
    main = seated("zhang", played.incoming())
    said = main.document.head.flow.accessibleName()
    assert "分办 王建国" in said and "归档 郑安" in said and "承办 " not in said


def test_what_one_files_does_not_take_along_what_he_wrote_in_his_other_window(sit, played, qtbot):
    one, other = sit("li"), sit("li")
    for main, title in ((one, "甲窗的稿"), (other, "乙窗的稿")):
        settle(main, qtbot)
        main.draft.form.inputs["title"].setText(title)
        main.draft.keep_half_written()
        settle(main, qtbot)
    one.draft.filing.keep()
    settle(one, qtbot)
    assert "乙窗的稿" in (played.office.autosaved("li", "draft") or "")
    other.draft.filing.keep()
    settle(other, qtbot)
    assert not played.office.autosaved("li", "draft")
