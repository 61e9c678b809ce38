import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_client.docflow.ledger.canonical import dumps, loads
from oa_client.docflow.model.errors import BadInput

words = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(values)
def test_what_is_written_down_is_read_back_and_written_the_same_way_again(data):
    written = dumps(data)
    assert loads(written) == data
    assert dumps(loads(written)) == written


@given(st.dictionaries(words, values, max_size=6), st.randoms())
def test_the_order_in_which_things_were_named_does_not_matter(data, chance):
    names = list(data)
    chance.shuffle(names)
    assert dumps({name: data[name] for name in names}) == dumps(data)


def test_chinese_is_written_as_it_is_and_without_spaces():
    assert (
        dumps({"题": "关于供暖的通知", "a": [1, 2]}) == '{"a":[1,2],"题":"关于供暖的通知"}'.encode()
    )


@pytest.mark.parametrize("data", [math.nan, math.inf, {"a": "\ud800"}, "\udfff", object(), {1, 2}])
def test_what_has_no_one_way_of_writing_is_refused(data):
    with pytest.raises(BadInput, match="not-recordable"):
        dumps(data)


@pytest.mark.parametrize(
    "data",
    [b'{"a":1,"a":2}', b'{"a":{"b":1,"b":1}}', b"NaN", b"[-Infinity]", b"{", b"", b'"\xff"',
     b"[" * 200_000, b"1" * 5_000],
    ids=["twice", "twice-inside", "nan", "infinity", "broken", "empty", "not-utf8", "deep", "long"],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_or_not_at_all_is_refused(data):
    with pytest.raises(BadInput, match="ledger-unreadable"):
        loads(data)
