"""GraphML: what networkx reads back is the step graph, whatever the pages say."""

import io

import networkx as nx

from analyzer import graph
from analyzer.reports.exports.graphml import graphml
from tests.reports.exports.kept import HOSTILE, refusal
from tests.walks import gathered_of, silent


def read(data: bytes) -> "nx.MultiDiGraph[str]":
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


def test_the_step_graph_is_read_back_with_screens_actions_and_what_nobody_took() -> None:
    gathered = {"refuse": gathered_of(refusal("Terms")), "accept": gathered_of(silent())}
    steps, back = graph.build(gathered), read(graphml(gathered))
    assert set(back.nodes) == set(steps.graph.nodes)
    assert back.number_of_edges() == steps.graph.number_of_edges()
    assert back.nodes[steps.start] == {
        "label": "Home", "looked": True, "reached": "", "routes": "refuse", "screens": "refuse:1",
        "urls": "https://service.test/home", "options": 3, "start": True, "dead_end": False, "mandatory": True,
    }  # fmt: skip
    taken = [edge for _, _, edge in back.edges(data=True) if edge["taken"]]
    assert taken == [
        {"label": "Refuse", "action": "click", "taken": True, "routes": "refuse", "steps": "refuse:2", "clicks": 1}
    ]
    assert "Terms" in {edge["label"] for _, _, edge in back.edges(data=True) if not edge["taken"]}
    assert back.graph["flow"] == "flow"
    assert back.graph["site"] == "mock"


def test_edges_have_names_of_their_own() -> None:
    keys = [key for *_, key in read(graphml({"refuse": gathered_of(refusal("Terms"))})).edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_what_xml_forbids_is_spelled_out_and_markup_stays_text() -> None:
    back = read(graphml({"refuse": gathered_of(refusal(*HOSTILE))}))
    labels = {edge["label"] for _, _, edge in back.edges(data=True)}
    assert {"<script>alert(1)</script>", "a[U+0000]b[U+000B]c[U+001B][2J", "txt.[U+202E]gpj", "]]>&amp;'\""} <= labels
    assert len(labels & {"[U+FFFE][U+FFFF]"}) == 1


def test_the_same_walks_give_the_same_bytes_in_whatever_order_they_come() -> None:
    one, other = gathered_of(refusal("Terms", "Help")), gathered_of(silent())
    assert graphml({"refuse": one, "accept": other}) == graphml({"accept": other, "refuse": one})
