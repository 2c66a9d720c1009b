"""Attending a person who clicks through a procedure: what they do becomes a recording."""
