"""The office's books on a server: each person's lines come through his own login."""

from tests.shared.played import SharedPlayed
from tests.shared.served import registrar


def test_everybody_reads_his_own_lines_of_the_books_on_a_server(office, tmp_path):
    with registrar(office.url, tmp_path / "log") as serving:
        assert serving.says("serving")
        played = SharedPlayed(office)
        try:
            document = played.act("chen", "register", title="关于开展检查的通知", issuer="省厅")
            played.act("chen", "examine", document, answers=[True] * 5)
            other = played.act("chen", "register", title="关于来访的函", kind="函")
            data, made = played.of("chen").book("chen", "incoming")
            by_document = {line["document"]: line for line in data["rows"]}
            assert set(by_document) == {document, other}
            standing = {"stage": "propose", "people": ["wang"]}
            assert by_document[document]["standing"] == standing
            assert "台账根" in made.foot
            mine, _ = played.of("wang").book("wang", "incoming")
            assert [line["document"] for line in mine["rows"]] == [document]
            for name in ("outgoing", "numbers", "seals", "circulation"):
                assert played.of("li").book("li", name)[0]["rows"] == []
        finally:
            played.close()
