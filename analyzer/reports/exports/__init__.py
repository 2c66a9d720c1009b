"""What was walked, in the formats of others: nothing in them is judged, and the same walks give the same bytes.

``graphml`` the step graph, ``table`` the steps in rows, ``traffic`` and ``archive`` what went over the wire. The
counterfactual is a run of its own and not among them: its folder can be exported likewise.
"""
