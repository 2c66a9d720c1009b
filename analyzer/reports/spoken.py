"""Which languages reports speak; apart from what speaks them, since every command line that offers them knows it."""

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "pl")
"""ISO 639-1 codes; each but the first has a catalogue in ``analyzer.reports.languages``."""
