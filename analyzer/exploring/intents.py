"""What the intents of controls tell of an ending: which answer, which keep what was chosen, which tell nothing."""

REFUSING = frozenset({"refuse", "refuse_partial", "object"})

ANSWERING = REFUSING | {"accept"}
"""Intents of controls that answer."""

SAVING = frozenset({"save", "next", "submit", "acknowledge"})
"""Intents of controls that keep what the switches say."""

DECIDING = REFUSING | SAVING | {"accept", "cancel"}
"""Intents of controls after which a page's message is one about the choice."""

OPEN = frozenset({None, "dismiss"})
"""Intents of controls that tell nothing of the choice: a page's message after them counts where something was kept."""

CLOSING = frozenset({"cancel", "dismiss"})
"""Intents of controls that end a dialog and keep nothing that was set in it."""

CONTENT = frozenset({"acknowledge", "next", "dismiss"})
"""Intents of controls that some dialogs offer alone; such a dialog takes any of them for a yes."""
