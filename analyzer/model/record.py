"""The one base of every type in the vocabulary."""

import msgspec


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frozen, and strict at the door: an unknown key in a file is an error, not a guess."""
