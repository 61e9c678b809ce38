"""Standing in, more time, supervision on a server: each sees what is his to see there, as in a
file.
"""

import threading
from contextlib import closing

import pytest

from oa_client.offices.registrar import RegistrarOffice
from tests.docflow.handling.test_relief import (  # noqa: F401
    test_a_request_for_time_lies_with_its_approver_as_a_decision_and_not_as_reading,
    test_what_one_did_for_another_lies_among_what_one_did,
    test_who_answers_for_a_supervised_item_sees_it_marked_and_among_what_he_follows,
    test_who_gave_a_stand_in_ends_it_and_what_was_done_in_his_place_stands,
    test_who_stands_in_hears_of_it_and_of_its_end,
)
from tests.shared.played import SharedPlayed


@pytest.fixture
def played(office):
    serving = RegistrarOffice(office.url)
    thread = threading.Thread(target=serving.run)
    thread.start()
    with closing(SharedPlayed(office)) as made:
        yield made
    serving.stop()
    thread.join(20)
    serving.close()
    assert office.problems() == []
