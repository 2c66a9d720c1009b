"""Several judged procedures laid side by side; pure.

``readings``
    what every procedure has on every gauge, and how two readings or ranges stand to each other
``tolerances``
    how much two values may differ and still be about the same
``unlike``
    in what procedures differ besides their date
``eras``
    services by year: what became less, what stayed
``aligning``
    two sequences laid side by side so that what is most alike stands together
``screens``
    which screens of two refusals are the same, and what changed on them
``fields``, ``wording``
    the two things on a screen that are told in detail
``checking``
    hypotheses against the scores
``comparing``
    all of it together
"""

from analyzer.comparing.comparing import Run, compare
from analyzer.comparing.screens import version_stages

__all__ = ["Run", "compare", "version_stages"]
