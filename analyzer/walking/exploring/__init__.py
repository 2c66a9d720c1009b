"""Looking for the way out of a page nobody scripted: the browser's half."""
