"""Finding the way out of a page nobody scripted: what is pure of it. The browser's half is ``walking.exploring``."""
