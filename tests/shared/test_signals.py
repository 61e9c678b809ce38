"""Integrity signals on a server: the supervisor has them, others not even by their own SQL."""

import psycopg

from tests.shared.played import SharedPlayed
from tests.shared.served import registrar


def test_a_supervisor_is_told_of_acts_without_their_words_and_nobody_else_is(office, tmp_path):
    with registrar(office.url, tmp_path / "log") as serving:
        assert serving.says("serving")
        played = SharedPlayed(office)
        try:
            text = "字" * 1200
            document = played.act("li", "draft", title="关于报送情况的通知", body=text, to="各科室")
            played.act("li", "submit", document)
            played.act("zhou", "review", document)
            (signal,) = [s for s in played.of("wu").signals("wu") if s.code == "unread"]
            assert (signal.document, signal.people) == (document, ("zhou",))
            assert signal.facts["characters"] == 1200
        finally:
            played.close()
    for login, seen in (("wu", True), ("li", False), ("feng", False)):
        with psycopg.connect(office.address(login)) as line:
            rows = line.execute("SELECT * FROM oa.acts()").fetchall()
            assert bool(rows) == seen
            assert bool(line.execute("SELECT * FROM oa.lengths()").fetchall()) == seen
            assert all(row[0] == document for row in rows)
