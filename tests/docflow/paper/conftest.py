import pytest

from oa_client.docflow.paper import fonts as faces


@pytest.fixture(scope="session")
def fonts():
    return faces.find()
