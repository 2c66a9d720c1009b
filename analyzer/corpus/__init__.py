"""Many flows: each walked for itself, what is finished kept, and what fails kept apart from the rest."""

from analyzer.corpus.hand import Done, Note
from analyzer.corpus.job import Job, Outcome, step_line
from analyzer.corpus.running import Way, run, run_one

__all__ = ["Done", "Job", "Note", "Outcome", "Way", "run", "run_one", "step_line"]
