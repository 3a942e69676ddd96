"""Every cell there is: each address x everybody x each object x each method, by the site's role."""

import itertools
from collections.abc import Iterator

import pytest
from django.urls import clear_url_caches

from browsing import at_casework, visit
from candour.ops.docs.pages import gates
from matrix import cells
from matrix import world as worlds
from matrix.world import Matrix

pytestmark = pytest.mark.proof


@pytest.fixture
def matrix(world, as_role, visit, settings, tmp_path) -> Iterator[Matrix]:
    yield worlds.build(world, as_role, visit, settings=settings, folder=tmp_path)
    clear_url_caches()


# A test is one transaction, and PostgreSQL keeps a lock for each request that wrote in it until its
# end: the many cells of casework are asked in parts.
PARTS = {"casework": 16}
ASKED = [(site, part) for site in gates.SITES for part in range(PARTS.get(site, 1))]


@pytest.mark.scenario("SC-20", part="every-address")
@pytest.mark.parametrize("method", cells.METHODS)
@pytest.mark.parametrize(("site", "part"), ASKED)
def test_no_cell_of_a_site_leaks(matrix, world, settings, record_property, site, part, method):
    worlds.enter(matrix, world, site, settings=settings)
    found, count = [], 0
    every = matrix.cells(site, methods=(method,))
    for cell in itertools.islice(every, part, None, PARTS.get(site, 1)):
        found += matrix.breaches(cell)
        count += 1
    record_property("cells", count)

    assert found == []
    assert count > 100


__all__ = ["at_casework", "visit"]
