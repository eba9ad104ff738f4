"""The web's clock, as the tests of the pages have it."""

from tests.web.conftest import at

__all__ = ["at"]
