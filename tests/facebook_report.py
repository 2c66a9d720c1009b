"""A finished report to render: the French Facebook objection as it could be judged."""

import hashlib

from analyzer.model import (
    Box,
    Contribution,
    Counterfactual,
    Counts,
    Edge,
    Environment,
    Finding,
    FlowIdentity,
    Graph,
    Measurement,
    MeasurementOutcome,
    Node,
    PolicyIdentity,
    Provenances,
    Reference,
    Report,
    RouteReport,
    Score,
    ScreenCard,
    Seconds,
    SiteIdentity,
    Source,
    Step,
    Told,
)
from analyzer.model import Provenance as FlowProvenance
from analyzer.reports.gaps import asymmetries
from tests.drawn_screens import HEIGHT, WIDTH

SOURCES = (
    Source(who="etouffoir.blogspot.com", date="2025-05-20", language="fr", says="cliquer sur le mot « opposer »"),
    Source(who="creditexpo.nl", date="2025-05-21", language="nl", says="three steps lead to the Privacy Centre"),
    Source(who="ilgiornale.it", date="2025-05-22", language="it", says="the e-mail address is already filled in"),
)
INVENTED = ("the layout and the colours", "all running text that no source quotes")
MENU = Box(x=1200, y=12, width=44, height=44)
LINK = Box(x=632, y=418, width=60, height=20)
SEND = Box(x=360, y=1130, width=560, height=44)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def flow(identifier: str, title: str) -> FlowIdentity:
    return FlowIdentity(
        id=identifier, variant="", title=title, service="Facebook", right="objection", country="France", language="fr",
        device="desktop", date="2025-05-20", account="logged in, one account", start="https://www.facebook.test/",
        site=SiteIdentity(kind="mock", name="facebook", origins=("https://www.facebook.test",), channels={}),
        first_link="",
        waits=(), scope=(), provenance=FlowProvenance(sources=SOURCES, invented=INVENTED),
    )  # fmt: skip


def screen(
    route: str, number: int, heading: str, url: str = "", *, dialog: str = "", words: int = 80, options: int = 9
) -> ScreenCard:
    file = f"walks/{route}/screens/{number:03d}"
    return ScreenCard(
        number=number, new=True, url=f"https://www.facebook.test/{url}", title="Facebook", heading=heading,
        language="fr",
        dialog=dialog, words=words, options=options, screenshot=f"{file}.png", sha256=sha(f"{file}.png"),
        dom=f"{file}.html", dom_sha256=sha(f"{file}.html"), viewport=Box(x=0, y=0, width=WIDTH, height=HEIGHT),
        limits=(),
    )  # fmt: skip


def step(number: int, label: str, box: Box | None = None, *, verb: str = "click", role: str = "link") -> Step:
    return Step(
        number=number, source=number - 1, target=number, verb=verb, label=label, role=role,
        clicks=1 if verb == "click" else 0, keystrokes=0, box=box,
    )  # fmt: skip


def route(
    screens: tuple[ScreenCard, ...], steps: tuple[Step, ...], seconds: Seconds, *, silence: bool = False,
    fields: int = 0, words: int = 0,
) -> RouteReport:  # fmt: skip
    clicks = sum(each.clicks for each in steps)
    return RouteReport(
        reached=True, outcome="reached", failure="", expected="reached", silence=silence,
        counts=Counts(
            clicks=clicks, keystrokes=0, screens=sum(each.new for each in screens), page_loads=3 if clicks > 1 else 1,
            required_fields=fields, required_text_fields=fields, optional_fields=fields, context_switches=0,
            scrolls=1 if fields else 0, words=words,
        ),
        counts_reason="", counts_from_first_link=None, seconds=seconds, seconds_from_first_link=None, steps=steps,
        screens=screens, walk_sha256=sha(str(seconds)),
    )  # fmt: skip


REFUSE = route(
    (
        screen("refuse", 1, "Fil d'actualité", words=212, options=41),
        screen("refuse", 2, "Fil d'actualité", dialog="Votre profil", words=38, options=7),
        screen("refuse", 3, "Fil d'actualité", dialog="Paramètres et confidentialité", words=31, options=8),
        screen("refuse", 4, "Comment Meta utilise vos informations pour l'IA", "privacy/genai", words=418, options=23),
        screen("refuse", 5, "Vous opposer à l'utilisation de vos informations", "objection", words=164, options=6),
        screen("refuse", 6, "Nous avons bien reçu votre opposition", "objection/done", words=42, options=2),
    ),
    (
        step(1, "https://www.facebook.test/", verb="open", role=""),
        step(2, "Votre profil", MENU, role="button"),
        step(3, "Paramètres et confidentialité", Box(x=920, y=208, width=330, height=48), role="button"),
        step(4, "Centre de confidentialité", Box(x=920, y=264, width=330, height=48)),
        step(5, "opposer", LINK),
        step(6, "Envoyer", SEND, role="button"),
    ),
    Seconds(low=40.4, estimate=60.2, high=95.1), fields=1, words=905,
)  # fmt: skip
ACCEPT = route(
    (screen("accept", 1, "Fil d'actualité", words=212, options=41),),
    (step(1, "https://www.facebook.test/", verb="open", role=""),),
    Seconds(low=0, estimate=0, high=0), silence=True,
)  # fmt: skip
LEAST = route(
    (
        screen("least", 1, "", dialog="Vos publications et notre IA", words=64, options=2),
        screen("least", 2, "Votre choix est enregistré", words=12, options=1),
    ),
    (
        step(1, "https://www.facebook.test/", verb="open", role=""),
        step(2, "Refuser", Box(x=420, y=520, width=200, height=48), role="button"),
    ),
    Seconds(low=2.1, estimate=4.5, high=7.2), words=76,
)  # fmt: skip
POLICY = PolicyIdentity(id="2026.1", version="2026.1", sha256=sha("policy"))
HIDDEN = (
    Reference(source="EDPB Guidelines 03/2022, version 2.0", item="Hidden in plain sight", bearing="by analogy"),
    Reference(source="GDPR", item="Article 21(4): at the latest at the first communication, clearly", bearing="direct"),
)
LONG = Reference(source="EDPB Guidelines 03/2022, version 2.0", item="Longer than necessary", bearing="by analogy")


def finding(message: str, number: int, quote: str, rule: str, refs: tuple[Reference, ...], against: str) -> Finding:
    return Finding(
        message=message, route="refuse", step=number + 1, screen=number, control="c17", quote=quote, language="fr",
        rule=rule, refs=refs, against=against,
    )  # fmt: skip


def measurement(
    identifier: str, title: str, value: float, unit: str, *found: Finding, spread: tuple[float, float] | None = None
) -> Measurement:
    low, high = spread or (value, value)
    return Measurement(
        id=identifier, title=title, outcome="measured", value=value, low=low, high=high, unit=unit, reason="",
        findings=found,
    )  # fmt: skip


def unmeasured(identifier: str, title: str, unit: str, outcome: MeasurementOutcome, reason: str) -> Measurement:
    return Measurement(
        id=identifier, title=title, outcome=outcome, value=None, low=None, high=None, unit=unit, reason=reason,
        findings=(),
    )  # fmt: skip


MEASUREMENTS = (
    measurement("clicks", "Clicks", 5.0, "clicks"),
    measurement("screens", "Screens", 6.0, "screens"),
    measurement("required_text_fields", "Required text fields", 1.0, "fields", finding(
        "The form asks for an address that the service already has.", 5, "Adresse e-mail (obligatoire)",
        "required_text_fields", (LONG,), "An address may be needed to answer, and it is filled in already.",
    )),
    measurement("words", "Words to read", 905.0, "words"),
    measurement("options_per_screen", "Options per screen", 14.33, "options"),
    measurement("estimated_time", "Estimated time", 60.2, "seconds", spread=(40.4, 95.1)),
    measurement("asymmetry", "Asymmetry", 5.0, "clicks more than accepting"),
    measurement("hidden_in_text", "Refusal hidden in running text", 1.0, "links", finding(
        "The only way to the form is one word inside the second paragraph.", 4,
        "Vous avez le droit de vous opposer à l'utilisation de vos informations à cette fin.", "hidden_in_text",
        HIDDEN, "The word is coloured like every link of the page, and the paragraph speaks of the right.",
    )),
    measurement("confusing_wording", "Confusing wording", 1.0, "findings", finding(
        "The sentence makes the objection sound like a request that may be turned down.", 5,
        "Nous examinerons votre demande d'opposition et, si elle est acceptée, elle s'appliquera à l'avenir.",
        "fr.conditional_success", (LONG,), "Article 21(1) does allow compelling legitimate grounds to be weighed.",
    )),
    measurement("context_switches", "Context switches", 0.0, "visits"),
    unmeasured("declared_waiting", "Declared waiting", "hours", "not_applicable", "no waiting time is declared"),
    unmeasured("prominence", "Prominence of the other choice against refusing", "ratio", "cannot_tell",
               "accepting is silence, so there is no control to compare with"),
)  # fmt: skip
POINTS = {"hidden_in_text": 11.2, "clicks": 9.4, "estimated_time": 7.1, "words": 6.3, "required_text_fields": 4.2,
          "confusing_wording": 3.1}  # fmt: skip
SCORE = Score(
    total=41.3, interval=(35.2, 47.9), coverage=0.92, policy=POLICY,
    contributions=tuple(Contribution(measure=name, points=points) for name, points in POINTS.items()),
)  # fmt: skip


def node(
    identifier: str, label: str, *screens: str, goal: bool = False, dead_end: bool = False, options: int = 9
) -> Node:
    return Node(
        id=identifier, label=label, start=identifier == "n1", dead_end=dead_end, mandatory=identifier in {"n1", "n5"},
        reached=("refuse",) if goal else (), screens=screens, options=options,
    )  # fmt: skip


def edge(source: str, target: str, label: str, *, taken: bool = False, verb: str = "click") -> Edge:
    return Edge(source=source, target=target, label=label, verb=verb, taken=("refuse",) if taken else ())


GRAPH = Graph(
    nodes=(
        node("n1", "Fil d'actualité", "refuse:1", "accept:1", options=35),
        node("n2", "Votre profil", "refuse:2"),
        node("n3", "Paramètres et confidentialité", "refuse:3"),
        node("n4", "Comment Meta utilise vos informations pour l'IA", "refuse:4", options=13),
        node("n5", "Vous opposer à l'utilisation de vos informations", "refuse:5"),
        node("n6", "Nous avons bien reçu votre opposition", "refuse:6", goal=True, options=1),
        node("n7", "Raccourcis de confidentialité", dead_end=True),
        node("n8", "Aide et assistance"),
        node("n9", "Comment fonctionne l'IA", dead_end=True),
    ),
    edges=(
        edge("n1", "n2", "Votre profil", taken=True),
        edge("n2", "n3", "Paramètres et confidentialité", taken=True),
        edge("n3", "n4", "Centre de confidentialité", taken=True),
        edge("n4", "n5", "opposer", taken=True),
        edge("n5", "n6", "Envoyer", taken=True),
        edge("n5", "n5", "Raison (facultatif)", verb="fill"),
        edge("n3", "n7", "Raccourcis de confidentialité"),
        edge("n2", "n8", "Aide et assistance"),
        edge("n8", "n9", "IA générative"),
        edge("n8", "n2", "Retour"),
        edge("n3", "n2", "Retour"),
        edge("n4", "n1", "Facebook"),
        *(edge("n1", "", f"Publication {number}") for number in range(34)),
        *(edge("n2", "", label) for label in ("Donner votre avis", "Se déconnecter")),
        *(edge("n4", "", f"Rubrique {number}") for number in range(12)),
        edge("n6", "", "Fermer"),
    ),
    shortest_refusal=5, shortest_acceptance=0, mandatory=("n1", "n5"), dead_ends=("n7", "n9"),
    loops=(("n2", "n3"), ("n1", "n2", "n3", "n4"), ("n2", "n8")),
)  # fmt: skip
ENVIRONMENT = Environment(
    tool="0.1.0", playwright="1.65.2", browser="Chromium 156.0.7300.0", build="chromium-headless-shell",
    flags=("--font-render-hinting=none", "--disable-lcd-text"), locale="fr-FR", time_zone="Europe/Paris", width=WIDTH,
    height=HEIGHT, scale=1.0, touch=False, clock="2025-05-20T09:00:00+02:00", seed=20250520, fonts="DejaVu, Liberation",
)  # fmt: skip
ROUTES = {"accept": ACCEPT, "refuse": REFUSE}
COUNTERFACTUAL = Counterfactual(
    flow=flow("symmetric-notification", "A notification with two equal buttons"),
    routes={"refuse": LEAST},
    score=Score(total=3.1, interval=(2.0, 4.2), coverage=0.92, contributions=(), policy=POLICY),
    score_reason="",
)
FACEBOOK = Report(
    format="optout-report-1",
    flow=flow("facebook-2025-privacy-centre", "Objecting to AI training through Facebook's Privacy Centre"),
    routes=ROUTES,
    counterfactual=COUNTERFACTUAL,
    asymmetries=asymmetries(ROUTES, COUNTERFACTUAL),
    measurements=MEASUREMENTS,
    score=SCORE,
    score_reason="",
    graph=GRAPH,
    told=(
        Told(what="public posts", used=True, quote="vos publications publiques", language="fr", step=1, screen=1),
        Told(what="private messages", used=False, quote="", language="", step=None, screen=None),
    ),
    limits=("Side branches were followed two clicks deep.", "One walk of each route was made."),
    provenance=Provenances(
        tool="0.1.0", browser=ENVIRONMENT.browser, locale="fr-FR", time_zone="Europe/Paris",
        viewport=(WIDTH, HEIGHT), site_kind="mock", sources=SOURCES, invented=INVENTED,
        lexicons={"fr": "2026.1"}, rules_off=(), environments={"refuse": ENVIRONMENT, "accept": ENVIRONMENT},
    ),
    profile=None,
)  # fmt: skip
"""Five clicks and a form to refuse, nothing to accept, one click with two equal buttons."""
