"""The vocabulary: frozen types without logic, from the description of a flow to the finished report."""

from analyzer.model.flow import (
    Device,
    Expectation,
    FlowIdentity,
    Goal,
    Provenance,
    Right,
    Scope,
    SiteIdentity,
    SiteKind,
    Source,
    Wait,
)
from analyzer.model.hypothesis import Hypothesis, Relation
from analyzer.model.judgement import (
    Bearing,
    Contribution,
    Counts,
    Finding,
    Measurement,
    MeasurementOutcome,
    PolicyIdentity,
    Reference,
    Score,
    Seconds,
)
from analyzer.model.published import Published, Quantity, Reproduction, Reproductions
from analyzer.model.record import Record
from analyzer.model.report import (
    Counterfactual,
    Edge,
    Graph,
    Node,
    Provenances,
    Report,
    RouteReport,
    ScreenCard,
    Step,
    Told,
)
from analyzer.model.walk import (
    Action,
    Activations,
    Answer,
    Block,
    Box,
    Check,
    Choose,
    Click,
    Control,
    Drag,
    Environment,
    Exhibit,
    Fill,
    Focus,
    History,
    Hover,
    Open,
    Outcome,
    Pause,
    Press,
    Refused,
    Screen,
    Scroll,
    Target,
    Transition,
    Upload,
    Walk,
)

__all__ = [
    "Action", "Activations", "Answer", "Bearing", "Block", "Box", "Check", "Choose", "Click", "Contribution", "Control",
    "Counterfactual", "Counts", "Device", "Drag", "Edge", "Environment", "Exhibit", "Expectation", "Fill", "Finding",
    "FlowIdentity", "Focus", "Goal", "Graph", "History", "Hover", "Hypothesis", "Measurement", "MeasurementOutcome",
    "Node", "Open", "Outcome", "Pause", "PolicyIdentity", "Press", "Provenance", "Provenances", "Published", "Quantity",
    "Record", "Reference", "Refused", "Relation", "Report", "Reproduction", "Reproductions", "Right", "RouteReport",
    "Scope", "Score", "Screen", "ScreenCard", "Scroll", "Seconds", "SiteIdentity", "SiteKind", "Source", "Step",
    "Target", "Told", "Transition", "Upload", "Wait", "Walk",
]  # fmt: skip
