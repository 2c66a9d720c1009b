"""What a flow folder says, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from analyzer.errors import InputError
from analyzer.model import Expectation, FlowIdentity, Goal, Published, Reads, SiteKind, TapeRules

_T = TypeVar("_T")


@dataclass(frozen=True)
class Site:
    """Where the flow is walked.

    A mock has a ``name`` (a folder of mock sites) or ``files`` (a folder of pages in the flow folder, served at
    ``origin``). ``tape`` is the file of recorded traffic, and ``rules`` say what of its requests is volatile.
    ``reads`` are requests to a live service that read although they look as if they changed something.
    ``origins`` are the ones the flow is about: its start and its other channels first of all.
    ``settings`` go to the mock as they are; ``channels`` maps the origin of another channel to its name.
    """

    kind: SiteKind
    name: str
    files: Path | None
    origin: str
    origins: tuple[str, ...]
    settings: Mapping[str, Any]
    channels: Mapping[str, str]
    tape: Path | None
    rules: TapeRules
    reads: tuple[Reads, ...] = ()


@dataclass(frozen=True)
class RouteSpec:
    """One way through a flow: a script (or a recording), or silence, and how its end is recognised.

    ``goals`` is by language, and so is ``ends``: how a dead end or an uncertain end is recognised, empty where any end
    will do. ``settings`` change the mock's for this route: who joins is no member yet, who leaves is one.
    ``evaluate`` says that the expressions a recording waits for may be run.
    """

    name: str
    script: Path | None
    silence: bool
    expect: Expectation
    goals: Mapping[str, Goal]
    ends: Mapping[str, Goal]
    settings: Mapping[str, Any]
    evaluate: bool = False

    def goal(self, language: str) -> Goal:
        """Return how *reached* is recognised in ``language``.

        Raises
        ------
        InputError
            If the flow does not speak ``language``.
        """
        return _spoken(self.goals, language, f"route {self.name}")


@dataclass(frozen=True)
class Flow:
    """A procedure as a person meets it. ``identities`` and ``labels`` are by language, the first is the default.

    ``id`` is the folder's name and ``variant`` the part after ``@``, "" for the flow as it stands. ``labels`` are the
    words the scripts may ask for, ``persona`` the invented person whose values they may type.
    ``published`` are the counts that others printed of this procedure, in the order of the file.
    """

    id: str
    variant: str
    folder: Path
    languages: tuple[str, ...]
    counterfactual: str
    time_zone: str
    persona: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    site: Site
    routes: Mapping[str, RouteSpec]
    identities: Mapping[str, FlowIdentity]
    published: tuple[Published, ...]

    @property
    def name(self) -> str:
        """The id, with ``@variant`` where there is one: what a person types."""
        return f"{self.id}@{self.variant}" if self.variant else self.id

    def spoken(self, wanted: str | None) -> str:
        """Return the language that is asked for, the first where none is.

        Raises
        ------
        InputError
            If the flow is not in that language.
        """
        if wanted is not None and wanted not in self.languages:
            raise InputError(f"{self.name}: no language {wanted!r}; there is {', '.join(self.languages)}")
        return wanted or self.languages[0]

    def identity(self, language: str) -> FlowIdentity:
        """Return all that makes walks of this flow in ``language`` comparable.

        Raises
        ------
        InputError
            If the flow does not speak ``language``.
        """
        return _spoken(self.identities, language, self.name)


def _spoken(by_language: Mapping[str, _T], language: str, what: str) -> _T:
    if language not in by_language:
        raise InputError(f"{what}: no language {language!r}; there is {', '.join(by_language)}")
    return by_language[language]
