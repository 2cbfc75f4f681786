"""What tests of several forms read: the labeled subjects as packages."""

import pytest
from headcount.figures import package

from tests.desk.pairs import subjects
from tests.desk.pairs.packaged import write


@pytest.fixture(scope="module")
def subject(tmp_path_factory):
    """Give a function that reads a labelled subject as a package."""
    folder, known = tmp_path_factory.mktemp("subjects"), {one.name: one for one in subjects()}
    read = {}

    def named(name):
        if name not in read:
            read[name] = package.read(write(known[name], folder / name))
        return read[name]

    return named
