"""Where the shipped flows and mock sites are: beside the package in a clone, inside it in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CLONE = _PACKAGE.parent


def flows_folder() -> Path:
    """Return the folder below which the shipped flows live."""
    return _first(_PACKAGE / "shipped" / "flows", _CLONE / "flows")


def sites_folder() -> Path:
    """Return the folder that holds one folder a mock site."""
    return _first(_PACKAGE / "shipped" / "sites", _CLONE / "fixtures" / "sites")


def _first(installed: Path, cloned: Path) -> Path:
    return installed if installed.is_dir() else cloned
