"""The vocabulary: frozen types without logic, from the description of a flow to the finished report."""

from analyzer.model.agreement import Agreement, Aspect, RouteAgreement, ScreenAgreement
from analyzer.model.comparison import (
    Change,
    Checked,
    CheckedPair,
    Comparison,
    Difference,
    Era,
    FieldChange,
    Gauge,
    Part,
    Presence,
    Procedure,
    Reading,
    Setting,
    Shift,
    Span,
    Stage,
    Tolerance,
    Version,
)
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
from analyzer.model.inputs import HandedOver, Input, Inputs
from analyzer.model.judgement import (
    Bearing,
    Contribution,
    Counts,
    Finding,
    Measurement,
    MeasurementOutcome,
    PolicyIdentity,
    ProfileUsed,
    RampChange,
    Reference,
    Score,
    Seconds,
)
from analyzer.model.pooled import Pooled, Repeat
from analyzer.model.published import Published, Quantity, Reproduction, Reproductions
from analyzer.model.record import Record
from analyzer.model.report import (
    Asymmetry,
    Counterfactual,
    Edge,
    Gap,
    Graph,
    Node,
    Provenances,
    Report,
    RouteReport,
    ScreenCard,
    Step,
    Told,
)
from analyzer.model.traffic import Exchange, Message, Reads, Socket, TapeRules, Traffic
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
    Repeated,
    Screen,
    Scroll,
    Target,
    Transition,
    Upload,
    Walk,
)

__all__ = [
    "Action", "Activations", "Agreement", "Answer", "Aspect", "Asymmetry", "Bearing", "Block", "Box", "Change",
    "Check", "Checked", "CheckedPair", "Choose", "Click", "Comparison", "Contribution", "Control", "Counterfactual",
    "Counts", "Device", "Difference", "Drag", "Edge", "Environment", "Era", "Exchange", "Exhibit", "Expectation",
    "FieldChange", "Fill", "Finding", "FlowIdentity", "Focus", "Gap", "Gauge", "Goal", "Graph", "HandedOver",
    "History", "Hover", "Hypothesis", "Input", "Inputs", "Measurement", "MeasurementOutcome", "Message", "Node",
    "Open", "Outcome", "Part", "Pause", "PolicyIdentity", "Pooled", "Presence", "Press", "Procedure", "ProfileUsed",
    "Provenance", "Provenances", "Published", "Quantity", "RampChange", "Reading", "Reads", "Record", "Reference",
    "Refused", "Relation", "Repeat", "Repeated", "Report", "Reproduction", "Reproductions", "Right", "RouteAgreement",
    "RouteReport", "Scope", "Score", "Screen", "ScreenAgreement", "ScreenCard", "Scroll", "Seconds", "Setting",
    "Shift", "SiteIdentity", "SiteKind", "Socket", "Source", "Span", "Stage", "Step", "TapeRules", "Target", "Told",
    "Tolerance", "Traffic", "Transition", "Upload", "Version", "Wait", "Walk",
]  # fmt: skip
