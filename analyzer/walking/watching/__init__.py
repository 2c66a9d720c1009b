"""Seeing what a plain Playwright script does, from outside, and what the page says of it."""
