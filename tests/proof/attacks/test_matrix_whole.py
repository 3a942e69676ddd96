"""Every cell there is: each address x everybody x each object x each method, by the site's role."""

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


@pytest.mark.scenario("SC-20", part="every-address")
@pytest.mark.parametrize("method", cells.METHODS)
@pytest.mark.parametrize("site", gates.SITES)
def test_no_cell_of_a_site_leaks(matrix, world, settings, record_property, site, method):
    worlds.enter(matrix, world, site, settings=settings)
    found, count = [], 0
    for cell in matrix.cells(site, methods=(method,)):
        found += matrix.breaches(cell)
        count += 1
    record_property("cells", count)

    assert found == []
    assert count > 100


__all__ = ["at_casework", "visit"]
