"""Recordings that people make with a tool they have, read strictly and turned into routes; one file a format."""
