"""One thread speaks to the records; what it answers arrives on the GUI thread, once, or never."""

import functools
import gc
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, Slot

from oa_client.docflow.model.errors import Refused, StoreUnavailable
from oa_client.ui.collecting import Collecting
from oa_client.ui.work import Work

GUI = threading.main_thread()


class Office:
    """An engine that remembers who opened, used and closed it."""

    def __init__(self):
        self.opened_by = threading.current_thread()
        self.closed_by = None

    def close(self):
        self.closed_by = threading.current_thread()


class Desk:
    def __init__(self, qtbot):
        self.qtbot, self.offices, self.trouble = qtbot, [], []
        self.work = Work(self.open)

    def open(self):
        if self.trouble:
            raise self.trouble.pop()
        self.offices.append(Office())
        return self.offices[-1]

    def until(self, test):
        self.qtbot.waitUntil(test, timeout=5000)


@pytest.fixture
def desk(qtbot):
    desk = Desk(qtbot)
    yield desk
    assert desk.work.stop()


def test_the_engine_lives_on_one_thread_and_answers_come_on_the_gui_thread(desk):
    seen = []
    ask = lambda office: (threading.current_thread(), office.opened_by)  # noqa: E731
    for _ in range(3):
        desk.work.ask(ask, lambda answer: seen.append((*answer, threading.current_thread())))
    desk.until(lambda: len(seen) == 3)
    assert len(desk.offices) == 1
    assert {asked is opened for asked, opened, _ in seen} == {True}
    assert {on for _, _, on in seen} == {GUI}
    assert seen[0][0] is not GUI
    desk.work.stop()
    assert desk.offices[0].closed_by is seen[0][0]


def test_answers_come_in_the_order_of_the_questions(desk):
    seen = []
    for number in range(20):
        desk.work.ask(lambda _, n=number: n, seen.append)
    desk.until(lambda: len(seen) == 20)
    assert seen == list(range(20))


def test_of_several_questions_of_one_name_only_the_last_is_answered(desk):
    seen, put, go = [], [], threading.Event()
    desk.work.ask(lambda _: go.wait(5), lambda _: None)
    for number in range(5):
        ask = lambda _, n=number: put.append(n) or n  # noqa: E731
        desk.work.ask(ask, seen.append, latest="document")
    desk.work.ask(lambda _: "other", seen.append, latest="list")
    go.set()
    desk.until(lambda: "other" in seen)
    assert seen == [4, "other"]
    assert put == [4]  # the others were not even put


def test_an_answer_under_way_is_dropped_when_a_newer_question_is_asked(desk):
    seen, begun, go = [], threading.Event(), threading.Event()

    def slow(_):
        begun.set()
        return go.wait(5) and "old"

    desk.work.ask(slow, seen.append, latest="document")
    assert begun.wait(5)
    desk.work.ask(lambda _: "new", seen.append, latest="document")
    go.set()
    desk.until(lambda: bool(seen))
    desk.qtbot.wait(30)
    assert seen == ["new"]


def test_a_known_failure_reaches_who_asked(desk):
    def refuse(_):
        raise Refused("stale", version=3)

    failures, answers, general = [], [], []
    desk.work.refused.connect(general.append)
    desk.work.ask(refuse, answers.append, failures.append)
    desk.until(lambda: bool(failures))
    assert failures[0].code == "stale" and not answers and not general
    desk.work.ask(refuse, answers.append)
    desk.until(lambda: bool(general))
    assert general[0].facts == {"version": 3}


def test_a_fault_of_ours_is_loud_and_the_thread_goes_on(desk, caplog):
    crashes, failures, seen = [], [], []
    desk.work.crashed.connect(crashes.append)
    desk.work.ask(lambda _: 1 // 0, seen.append, failures.append)
    desk.work.ask(lambda _: "still here", seen.append)
    desk.until(lambda: bool(seen))
    assert "ZeroDivisionError" in crashes[0] and "test_work" in crashes[0]
    assert "ZeroDivisionError" in caplog.text
    assert seen == ["still here"] and not failures


def test_changed_fires_once_after_an_act_and_after_its_answer(desk):
    seen = []
    desk.work.changed.connect(lambda changes: seen.append(("changed", changes)))
    desk.work.ask(lambda _: "only asked", lambda _: None)
    desk.work.act(lambda _: "signed", lambda changes: seen.append(("then", changes)))
    desk.until(lambda: len(seen) == 2)
    assert seen == [("then", "signed"), ("changed", "signed")]


def test_a_refused_act_changes_nothing(desk):
    def refuse(_):
        raise Refused("not-your-task")

    seen, failures = [], []
    desk.work.changed.connect(seen.append)
    desk.work.act(refuse, failed=failures.append)
    desk.until(lambda: bool(failures))
    assert not seen


def test_busy_is_said_at_the_beginning_and_at_the_end(desk):
    said, seen = [], []
    desk.work.busy.connect(said.append)
    for number in range(4):
        desk.work.ask(lambda _, n=number: n, seen.append)
    desk.until(lambda: said == [True, False])
    assert len(seen) == 4


def test_an_office_that_cannot_be_opened_is_tried_again(desk):
    desk.trouble.append(StoreUnavailable("locked"))
    failures, seen = [], []
    desk.work.ask(lambda _: 1, seen.append, failures.append)
    desk.work.ask(lambda _: 2, seen.append, failures.append)
    desk.until(lambda: bool(seen))
    assert [f.code for f in failures] == ["locked"] and seen == [2]


def test_long_work_says_how_far_it_is_and_can_be_stopped(desk):
    steps, seen, going = [], [], threading.Event()

    def count(_, tell):
        for number in range(100_000):
            tell(number, 100_000)
            assert number < 50_000 or going.wait(5)
        return "finished"

    ticket = desk.work.ask_long(count, seen.append, steps=lambda done, of: steps.append((done, of)))
    desk.until(lambda: steps[-1:] == [(50_000, 100_000)])
    ticket.cancel()
    going.set()
    desk.work.ask(lambda _: "after", seen.append)
    desk.until(lambda: bool(seen))
    assert seen == ["after"]
    assert steps[:3] == [(0, 100_000), (1_000, 100_000), (2_000, 100_000)], "hundredth by hundredth"


def test_a_widget_that_is_gone_gets_no_answer(desk):
    import shiboken6

    class Pane(QObject):
        @Slot(object)
        def show(self, answer):
            raise AssertionError(answer)

    pane, go, seen = Pane(), threading.Event(), []
    desk.work.ask(lambda _: go.wait(5), pane.show)
    desk.work.ask(lambda _: "next", seen.append)
    shiboken6.delete(pane)
    go.set()
    desk.until(lambda: seen == ["next"])


def test_stopping_waits_for_what_runs_and_drops_what_waits(qtbot):
    desk = Desk(qtbot)
    begun, done, seen = threading.Event(), [], []

    def act(_):
        begun.set()
        threading.Event().wait(0.1)
        done.append("written")

    desk.work.ask(act, seen.append)
    desk.work.ask(lambda _: done.append("never"), seen.append)
    assert begun.wait(5)
    assert desk.work.stop()
    qtbot.wait(20)
    assert done == ["written"] and not seen
    assert desk.offices[0].closed_by is not None
    assert desk.work.ask(lambda _: 1, seen.append).withdrawn.is_set()
    assert desk.work.stop()


def test_stopping_says_when_it_was_not_in_time(qtbot):
    desk, begun, go = Desk(qtbot), threading.Event(), threading.Event()
    desk.work.ask(lambda _: begun.set() or go.wait(5))
    assert begun.wait(5)
    assert not desk.work.stop(0.05)
    go.set()
    assert desk.work.stop()


def test_many_windows_come_and_go_without_a_thread_left_behind(qtbot):
    before = threading.active_count()
    for _ in range(20):
        desk = Desk(qtbot)
        desk.work.ask(lambda _: 1)
        assert desk.work.stop()
    assert threading.active_count() == before


def test_the_collector_runs_on_the_gui_thread_only(qtbot):
    owner, seen = QObject(), []

    def note(phase, _):
        seen.append(threading.current_thread())

    gc.enable()
    gc.callbacks.append(note)
    collecting = Collecting(owner, 10)
    assert gc.get_freeze_count() > 1000, "what is loaded is not looked through each time"
    gc.unfreeze()
    try:
        assert not gc.isenabled()
        qtbot.waitUntil(lambda: len(seen) > 2, timeout=2000)
    finally:
        gc.callbacks.remove(note)
        collecting.clock.stop()
    assert set(seen) == {GUI}


def test_a_lost_office_is_told_and_opened_anew_by_the_next_question(desk):
    reached, answers = [], []
    desk.work.reached.connect(reached.append)

    def lose(_):
        raise StoreUnavailable("office-moved", file="office.oa")

    desk.work.ask(lose, failed=answers.append)
    desk.until(lambda: len(answers) == 1)
    assert [error.code for error in reached] == ["office-moved"]
    desk.work.ask(lambda office: office, answers.append)
    desk.until(lambda: len(answers) == 2)
    assert reached[1:] == [None]
    assert desk.offices[0].closed_by is not None and answers[1] is desk.offices[1]


def test_who_stood_in_the_line_as_the_office_was_lost_is_told_the_same_at_once(desk):
    asked, told, answered, away, going = [], [], [], threading.Event(), threading.Event()

    def waits_for_a_locked_file(office):
        away.set()
        going.wait(5)
        raise StoreUnavailable("office-locked", file="f")

    def next_in_line(office):
        asked.append(office)

    desk.work.ask(waits_for_a_locked_file, failed=lambda error: told.append(error.code))
    away.wait(5)
    for _ in range(3):
        desk.work.ask(next_in_line, failed=lambda error: told.append(error.code))
    going.set()
    desk.until(lambda: len(told) == 4)
    assert told == ["office-locked"] * 4 and asked == [], "each would have waited for itself"
    desk.work.ask(next_in_line, then=answered.append)
    desk.until(lambda: bool(answered))
    assert len(asked) == 1, "whoever asks afterwards finds out anew"


@pytest.mark.parametrize("written", ["on the spot", "with its widget named"])
def test_a_function_that_knows_a_widget_which_is_gone_gets_no_answer(desk, written, caplog):
    widget, seen, done = QObject(), [], []
    at_hand = lambda answer: seen.append((widget.objectName(), answer))  # noqa: E731
    named = functools.partial(lambda w, answer: seen.append((w.objectName(), answer)), widget)
    then = at_hand if written == "on the spot" else named
    desk.work.ask(lambda _: 1, then)
    shiboken6.delete(widget)
    desk.work.ask(lambda _: 2, done.append)
    desk.until(lambda: bool(done))
    assert seen == []


def test_long_work_that_needs_no_office_keeps_nobody_waiting_and_tells_nothing_of_it(desk):
    going, answered, made, reached = threading.Event(), [], [], []
    desk.work.reached.connect(reached.append)
    desk.work.ask_beside(lambda steps: going.wait(5), made.append)
    desk.work.ask(lambda _: "the office", answered.append)
    desk.until(lambda: bool(answered))
    assert made == [] and desk.work.waiting
    desk.work.note_lost(StoreUnavailable("office-absent"))
    going.set()
    desk.until(lambda: bool(made))
    assert [error.code for error in reached] == ["office-absent"], "a page is no office"


def test_a_page_that_is_out_of_date_is_not_set_to_its_end(desk):
    begun, going, ended, made = threading.Event(), threading.Event(), [], []

    def long(steps):
        begun.set()
        going.wait(5)
        steps(1, 2)
        ended.append("to its end")

    desk.work.ask_beside(long, made.append, latest="page")
    assert begun.wait(5)
    desk.work.ask_beside(lambda steps: "newer", made.append, latest="page")
    going.set()
    desk.until(lambda: bool(made))
    assert (made, ended) == (["newer"], [])
