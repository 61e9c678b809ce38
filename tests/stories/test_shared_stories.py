"""The same stories, told of an office on a server: one engine, whoever asks it."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from pytest_bdd import scenario

from oa_client.docflow.ledger.canonical import loads
from oa_client.offices.registrar import RegistrarOffice
from tests.docflow.store.servers import Server, running
from tests.offices import OUTGOING, Played
from tests.shared.played import SharedPlayed
from tests.shared.served import Deployed, deployed
from tests.stories.conftest import Story

TOLD = {
    "incoming.feature": (
        "一份来文走完全程，主办最后办结",
        "初审不合格的来文附理由退回来文单位",
        "拟办请主要负责人批示",
        "批示以后可以传阅，三种状态分得清",
        "涉密来文只登记目录",
        "同一份来文又来一件，后到的附件并入先登记的一件",
    ),
    "outgoing.feature": (
        "依次会签，一个办完才轮到下一个",
        "任一会签，一人同意即可",
        "一科不同意，其余会签取消，立即退起草人",
        "没有会签单位时，会签环节跳过并记录在案",
        "科长自己起草的稿子由上级核",
        "上行文的规矩",
        "请示由主要负责人签发",
        "未签发不得编号",
    ),
    "signers.feature": (
        "前加签，他没有答复以前不能签发",
        "后加签，自己办完才轮到他",
        "办完以后把后加签的人减去，公文接着往下走",
    ),
    "ways_back.feature": (
        "退回须有理由，改后按程序重走",
        "退回后可以直接送回退回人",
        "签发之后改了字，即使要求直送也须重签",
        "下一人打开之前可以撤回，打开之后不能",
        "更正登记错的要素，旧值留在记录上",
        "没送出的稿子可以撤，送出的不能",
        "催办记录在案，不改变任何人手里的事",
    ),
    "time.feature": (
        "暂停只限所列情形，停下时不能往下办",
        "领导批示列入督办，由立项人销号",
        "被催的人书面回复，写明何时办结",
    ),
    "explained.feature": (
        "督办件的书面说明由督办员核定，不得核定自己的说明",
        "催办频次有界，只限同一人催同一人，不妨碍他人催办",
    ),
    "opened.feature": (
        "督办员凭岗位打开与己无关的公文，当日只记一次，承办人看得到",
        "不打开公文而取纸样、旧稿、花脸稿、附件，同样先有记录",
    ),
    "reserved.feature": (
        "文书预留一个号，后来的公文用掉它",
        "预留的号不用了，附理由释放，留在簿上，也成为一个信号",
    ),
}
"""Every story but those that tell the time: a server's time is nobody's to tell."""

TOLD_AHEAD = {
    "standing.feature": (
        "红牌满三个工作日，机关自动立项，只立一次，由督办员销号",
        "同一件在两个环节先后红牌，机关立即立项",
    ),
}
"""Stories in which the monitor looks ahead of time; the ledger goes on from there."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as made:
        yield made


@contextmanager
def at_work(server: Server, folder: Path) -> Iterator[Deployed]:
    """An office and its registrar."""
    office = deployed(server.uri, folder)
    serving = RegistrarOffice(office.url)
    thread = threading.Thread(target=serving.run)
    thread.start()
    yield office
    serving.stop()
    thread.join(30)
    serving.close()
    assert office.problems() == []


@pytest.fixture(scope="module")
def shared(server, tmp_path_factory) -> Iterator[Deployed]:
    with at_work(server, tmp_path_factory.mktemp("shared")) as office:
        yield office


@pytest.fixture
def story(request, server, tmp_path) -> Iterator[Story]:
    """Told of an office of its own where the story runs ahead of the others' time."""
    ahead = f"{request.node.name.split('_')[1]}.feature" in TOLD_AHEAD
    with ExitStack() as end:
        office = (
            end.enter_context(at_work(server, tmp_path)) if ahead
            else request.getfixturevalue("shared")
        )  # fmt: skip
        told = Story(SharedPlayed(office))
        yield told
        assert told.played.problems() == []
        told.played.close()


for feature, names in (TOLD | TOLD_AHEAD).items():
    for number, name in enumerate(names, 1):
        globals()[f"test_{feature.split('.')[0]}_{number}"] = scenario(feature, name)(lambda: None)


KEPT = ("title", "stage", "status", "action", "person", "text", "verdict", "number", "round",
        "version", "body", "issuer", "elements", "unit", "role", "copies")  # fmt: skip
"""Columns that say what was done; the rest is ids, times and digests."""


def whole_cycle(played) -> None:
    """A paper comes in and is answered; another goes out; both are archived."""
    one = played.act("chen", "register", title="关于开展检查的通知", issuer="省厅", body="请办理。")
    for by, action, said in (
        ("chen", "examine", {"answers": [True] * 5}), ("wang", "propose", {"opinion": "拟请阅示"}),
        ("zhang", "instruct", {"opinion": "请住建科办。"}),
        ("wang", "assign", {"lead": "住建科", "assist": ["财务科"]}),
        ("sun", "undertake", {"result": "已落实。"}), ("zhou", "undertake", {"result": "已办结。"}),
        ("zhou", "reply", {}), ("zheng", "archive", {"retention": "永久"}),
    ):  # fmt: skip
        played.act(by, action, one, **said)
    two = played.act("li", "draft", title="关于情况的通知", body="一、要求\n按时。", to="各科室")
    for by, action, said in OUTGOING:
        played.act(by, action, two, **said)


def content(entries) -> list:
    """What a ledger says was done, apart from who opened what, and when."""
    return [
        [by, code, for_, [[table, {k: v for k, v in row.items() if k in KEPT}]
                          for table, row in loads(bytes(facts))["rows"] if table != "number"]]
        for by, code, for_, facts in entries if code not in ("opened", "card", "founded")
    ]  # fmt: skip


def test_the_whole_cycle_leaves_the_same_ledger_in_a_file_and_on_a_server(shared, tmp_path):
    local, served = Played(tmp_path / "office.oa"), SharedPlayed(shared)
    ((before,),) = shared.ask("SELECT max(seq) FROM oa.entry")
    whole_cycle(local)
    whole_cycle(served)
    with local.office._reading(None) as (work, _, _):
        told = [(e.by, e.code, e.for_, e.facts) for e in work.entries() if e.document]
    local.office.close()
    served.close()
    found = shared.ask("SELECT by, code, for_, facts FROM oa.entry WHERE seq > %s"
                       " AND document <> '' ORDER BY seq", before)  # fmt: skip
    one, two = content(told), content(found)
    assert len(one) == 20
    assert _unnumbered(one) == _unnumbered(two)


def _unnumbered(said: list) -> list:
    """The number itself depends on what was numbered before, and on the year."""
    for _, _, _, rows in said:
        for _, row in rows:
            row.pop("number", None)
            if "elements" in row:
                row["elements"] = loads(row["elements"].encode()) | {"number": None}
    return said
