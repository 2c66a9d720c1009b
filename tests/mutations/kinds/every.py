"""All kinds of mutation: each knows where it applies to a flow, what it does there, and what must follow from it.

What must follow is computed from the original and from the mutation, never read from the mutant's report.
"""

from tests.mutations.kinds.codes import code_dropped
from tests.mutations.kinds.fields import box_added, field_added, field_demanded, made_optional
from tests.mutations.kinds.labels import relabelled, relabelled_to_accept
from tests.mutations.kinds.looks import paled
from tests.mutations.kinds.mutant import Kind
from tests.mutations.kinds.steps import set_beforehand, step_added, step_removed
from tests.mutations.kinds.texts import buried, buried_deeper

KINDS: tuple[Kind, ...] = (
    relabelled_to_accept, relabelled, made_optional, buried_deeper, buried, step_removed, step_added, set_beforehand,
    code_dropped, field_added, field_demanded, box_added, paled,
)  # fmt: skip
