"""What can go wrong, as types. Only ``analyzer.cli`` turns them into messages and exit codes.

Every message is one line that names the place and, where there is one, the remedy:
``flows/x/refuse.json: step 3: click: unknown key 'nmae'``.
"""


class AnalyzerError(Exception):
    """Base of all errors this package raises on purpose; its text is one line for a person."""


class InputError(AnalyzerError):
    """A file or argument that somebody gave is not what it must be."""


class BrowserError(AnalyzerError):
    """No usable browser, or the browser died."""


class WalkError(AnalyzerError):
    """A route could not be walked to an outcome; what was gathered so far is kept and marked incomplete."""


class CrashError(WalkError):
    """A page or its browser crashed or hung under a walk: in a fresh browser it may go well."""


class StorageError(AnalyzerError):
    """Something could not be written or read back: disk full, permission, a damaged file."""


class TamperedError(AnalyzerError):
    """A bundle is not what was sealed, or a run not what it left; the answer is no, not bad usage."""
