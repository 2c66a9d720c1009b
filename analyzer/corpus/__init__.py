"""Many flows: each walked for itself, what is finished kept, and what fails kept apart from the rest."""

from analyzer.corpus.job import Job, Outcome
from analyzer.corpus.running import run

__all__ = ["Job", "Outcome", "run"]
