"""A flow folder, read: what procedure it is, its routes, its site, and the words its scripts ask for."""

from analyzer.flows.document import FILE
from analyzer.flows.finding import counterfactual_of, discover, folders_below, load, matching, operators_below
from analyzer.flows.flow import Flow, RouteSpec, Site
from analyzer.flows.hypotheses import hypotheses_below
from analyzer.flows.script import Script, read_script

__all__ = [
    "FILE",
    "Flow",
    "RouteSpec",
    "Script",
    "Site",
    "counterfactual_of",
    "discover",
    "folders_below",
    "hypotheses_below",
    "load",
    "matching",
    "operators_below",
    "read_script",
]
