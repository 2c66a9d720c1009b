"""HAR 1.2 (Software is hard, "HAR 1.2 Spec", 2012): written by us for bundles, read from whoever recorded.

Chrome, Firefox and Playwright differ in what they leave out and add; what is read is what they share, and the messages
of WebSockets, which Chrome and Playwright write alike (``_webSocketMessages``). A response that never came (a cancelled
or blocked request) is not traffic, and what is not http is not the service.

What we wrote is read to the byte (``load``). What others wrote (``parse``) is read as a page got it.
"""

from analyzer.recordings.har.bodies import Blobs
from analyzer.recordings.har.limits import DEEPEST, LARGEST, MOST_ENTRIES
from analyzer.recordings.har.reading import Loaded, load, parse, parse_stream, read
from analyzer.recordings.har.stored import Stored, stored
from analyzer.recordings.har.writing import Page, write, write_pages, written
from analyzer.recordings.reel import Reel

__all__ = [
    "DEEPEST",
    "LARGEST",
    "MOST_ENTRIES",
    "Blobs",
    "Loaded",
    "Page",
    "Reel",
    "Stored",
    "load",
    "parse",
    "parse_stream",
    "read",
    "stored",
    "write",
    "write_pages",
    "written",
]
