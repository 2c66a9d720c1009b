"""Measure how hard an organisation makes it to say no."""
