"""What may stand in a record."""

import pytest

from oa_client.docflow.model.errors import Refused
from oa_client.docflow.model.text import check


@pytest.mark.parametrize("unseen", ["\u200b", " \u200b\u2060", "\ufeff\u00ad"])
def test_a_text_in_which_nothing_can_be_seen_is_no_text(unseen):
    with pytest.raises(Refused, match="control-characters"):
        check("title", unseen)
    check("title", f"{unseen}通知")
    check("title", "")
