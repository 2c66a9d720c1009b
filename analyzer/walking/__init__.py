"""The browser half: the only package that imports Playwright."""
