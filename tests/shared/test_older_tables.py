"""An office from before a clock could stand still, or be moved, is brought up to date anywhere."""

import sqlite3
from datetime import timedelta

from oa_client import app
from tests.offices import Played

BACK = (
    "DROP TABLE {oa}calendar",
    "DROP TABLE {oa}calendar_moved",
    "DROP TABLE {oa}urging",
    "DROP TABLE {oa}assessment",
    "DROP TABLE {oa}reservation",
    "DROP INDEX {oa}entry_code",
    "DROP INDEX {oa}task_urge",
    "ALTER TABLE {oa}task DROP COLUMN urge_at",
    "ALTER TABLE {oa}document DROP COLUMN paused_at",
    "ALTER TABLE {oa}card DROP COLUMN withdrawn_at",
    "UPDATE {oa}alembic_version SET version_num = '0001'",
)


def test_an_older_file_gets_its_new_columns_when_it_is_opened(tmp_path):
    played = Played(tmp_path / "office.oa")
    played.incoming(urgency="特急")
    played.outgoing("print")
    played.at += timedelta(days=2)
    played.office.monitor(played.at.isoformat())
    played.office.close()
    with sqlite3.connect(tmp_path / "office.oa") as file:
        for words in BACK:
            file.execute(words.format(oa=""))
        ((document, level),) = file.execute(
            "SELECT document, level FROM card WHERE level = 'red' ORDER BY at DESC LIMIT 1"
        )
    file.close()
    office = app.open_office(str(tmp_path / "office.oa"))
    assert office.verify()["problems"] == []
    at = played.at.isoformat()
    said = {"reason": "停电属实", "level": level}
    office.act("wu", "withdraw-card", said, document=document, at=at)
    gone = [card for card in office.show("wu", document, at)["cards"] if card["withdrawn_at"]]
    assert [card["level"] for card in gone] == ["red"]
    assert office.verify()["problems"] == []
    office.close()


def test_an_older_server_gets_them_when_it_is_deployed_again(office):
    for words in BACK:
        office.ask(words.format(oa="oa."))
    app.deploy(office.url, [], name="")
    told = office.ask("SELECT version_num FROM oa.alembic_version")
    assert told == [("0005",)]
    held = office.ask(
        "SELECT table_name, column_name, collation_name FROM information_schema.columns"
        " WHERE table_schema = 'oa' AND column_name IN ('paused_at', 'withdrawn_at') ORDER BY 1"
    )
    assert held == [("card", "withdrawn_at", "C"), ("document", "paused_at", "C")]
    assert office.problems() == []
