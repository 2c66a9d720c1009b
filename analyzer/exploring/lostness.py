"""Lostness: how far a path that somebody took strays from the shortest one."""

from math import hypot


def lostness(seen: int, distinct: int, needed: int) -> float:
    """Return Smith's lostness of a path: 0 for the shortest one; up to 0.4 she is not lost, above 0.5 she is.

    It applies to a path that was walked: the screens of a scripted refusal, against the states that
    ``Exploration.refuse`` passes, where both count states in the same way and both end in a refusal. It says nothing of
    a page on which nobody has walked, and of a walk that gave up.

    Parameters
    ----------
    seen
        All screens of the path, each as often as it was met (S).
    distinct
        Different screens among them (N).
    needed
        Different screens of the shortest path to the same end (R).

    Returns
    -------
    float
        The distance of (N/S, R/N) from (1, 1): the root of (N/S - 1)^2 + (R/N - 1)^2.

    Raises
    ------
    ValueError
        If not 1 <= needed <= distinct <= seen: then these are no counts of a path and of the shortest.

    Notes
    -----
    P. A. Smith, Towards a practical measure of hypertext usability, Interacting with Computers 8 (4), 1996; the
    thresholds are hers, from tasks in hypertexts of her time.
    """
    if not 1 <= needed <= distinct <= seen:
        raise ValueError(f"{seen} screens, {distinct} of them different, {needed} needed: no path has such counts")
    return hypot(distinct / seen - 1, needed / distinct - 1)
