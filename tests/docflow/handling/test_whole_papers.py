"""A slip or a record that is handed on shows every character that was said, or is refused."""

import pytest

from oa_client.docflow.model.errors import Refused

NOWHERE = "\U000323af"
"""A Han character that no face here has."""


@pytest.mark.parametrize("name", ["slip", "record"])
def test_a_character_that_no_face_has_is_named_and_nothing_stands_in_for_it(played, name):
    document = played.act("chen", "register", title="关于开展检查的通知", body="一。")
    played.act("chen", "examine", document, answers=[True] * 5)
    assert getattr(played.office, name)("wang", document).whole().startswith(b"%PDF")
    played.act("wang", "propose", document, opinion=f"请{NOWHERE}某同志阅。")
    with pytest.raises(Refused) as refused:
        getattr(played.office, name)("wang", document).whole()
    assert (refused.value.code, refused.value.facts["characters"]) == ("missing-glyph", [NOWHERE])
