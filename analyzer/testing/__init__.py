"""For a team that tests its own refusal flow with pytest: refusing shall cost no more than accepting.

``plugin``
    the fixture ``refusal_walk``, which pytest finds by itself
``walking``
    what the fixture does: a flow folder, or functions on a page of this machine, walked and judged
``result``
    what a test gets: the costs of both ways, the score, and assertions whose failures can be read
"""
