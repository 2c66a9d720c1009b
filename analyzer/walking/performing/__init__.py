"""A recording as plain Playwright calls."""
