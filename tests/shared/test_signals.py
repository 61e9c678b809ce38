"""Integrity signals on a server: the supervisor has them, others not even by their own SQL."""

from contextlib import closing

import psycopg

from oa_client.offices.server import ServerOffice
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


def test_the_supervisor_has_board_figures_and_reports_and_so_has_whoever_serves(office, tmp_path):
    with registrar(office.url, tmp_path / "log") as serving:
        assert serving.says("serving")
        played = SharedPlayed(office)
        try:
            document = played.act("chen", "register", title="关于督办的通知", issuer="省厅")
            played.act("wu", "supervise", document, ground="会议议定", by="住建科")
            played.act("zhou", "report-progress", document, opinion="已开会分工")
            seen = played.of("wu")
            (item,) = [one for one in seen.supervised("wu") if one.document == document]
            assert (item.names, item.reports, item.last["text"]) == (("周敏",), 1, "已开会分工")
            assert document in [row["document"] for row in seen.desk("wu")["waiting"]]
            told = [seen.report("wu")[1], seen.month("wu", item.opened[:7])[1]]
            with closing(ServerOffice(office.url)) as server:
                told += [server.report("wu")[1], server.month("wu", item.opened[:7])[1]]
                assert server.open_supervised() == []
        finally:
            played.close()
    for report in told:
        rows = next(section.rows for section in report.after if section.name == "督办件")
        assert "关于督办的通知" in [row[0] for row in rows]
