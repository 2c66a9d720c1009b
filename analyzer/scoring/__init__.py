"""From measurements to one number with its interval; every judgement is in ``policies/*.toml``, none in the code."""
