"""Limits as everybody reads them: however a procedure writes them."""

import pytest

from oa_client.ui import limits

STAGE = {"id": "draft", "name": "起草", "name_en": "Draft", "back": [], "by": "drafter"}


@pytest.mark.parametrize(
    ("written", "said"),
    [("30m", "30 分钟"), ("1h", "1 小时"), ("1.5h", "1 小时 30 分"), ("0.5d", "半个工作日"),
     ("1.5d", "1 个工作日 3 小时 45 分"), ("5d", "5 个工作日")],
)  # fmt: skip
def test_a_limit_is_read_whichever_way_a_procedure_writes_it(written, said):
    stage = STAGE | {"limits": dict.fromkeys(limits.URGENCIES, written)}
    law = {"name": "发文", "name_en": "Outgoing", "stages": [stage], "whole": None,
           "grounds": [], "extension": {"tier": [], "most": 0}, "cards": {},
           "supervision": None}  # fmt: skip
    first = next(iter(limits.lines([law], "zh_CN")))
    assert first[3:6] == (said,) * 3
