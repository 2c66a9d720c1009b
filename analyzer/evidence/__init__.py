"""A finished run, sealed so that somebody else can check it: one canonical zip, and what stands beside it."""
