"""``optout intent`` and ``wording``: what the lexicons say of a label or a text."""

import sys
from collections.abc import Iterator

import click
import msgspec

from analyzer import canonical
from analyzer.cli import lines, options, plain
from analyzer.errors import InputError
from analyzer.wording import intents, language, lexicon, readability, rules


def _told(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    del context, parameter
    if value is None:
        click.echo("read as English; --lang names another language", err=True)
    return value or "en"


_lang = click.option("--lang", metavar="LANGUAGE", callback=_told, help="Language of the words; English if not given.")


@click.command(name="intent")
@click.argument("label", nargs=-1, required=True, metavar="LABEL...|-")
@click.option(
    "--lang", metavar="LANGUAGE", help="Language of the labels; all there are, which must agree, if not given."
)
@options.as_json
def intent_command(label: tuple[str, ...], lang: str | None, *, as_json: bool) -> None:
    """Say what each LABEL of a control means, or that it is left open; `-` reads one label a line."""
    verified = bool(lang) and lexicon.load(lang or "").verified
    for one in _read(label):
        found = intents.intent(one, lang) if lang else language.intent_in_any(one)
        if as_json:
            row = {"label": one, "lang": lang, "intent": found.intent, "why": found.why, "verified": verified}
            click.echo(canonical.line(row), nl=False)
        else:
            click.echo(
                plain(f"{found.intent or 'left open':<16}{one}  ({found.why}){'' if verified else '  not verified'}")
            )


@click.command(name="wording")
@click.argument("text", nargs=-1, required=True, metavar="TEXT|-")
@_lang
@click.option("--control", metavar="INTENT", help="The text labels a control that does this.")
@options.as_json
def wording_command(text: tuple[str, ...], lang: str, control: str | None, *, as_json: bool) -> None:
    """Quote what in TEXT confuses or presses, by which rule, and what speaks against it; `-` reads one text a line."""
    lexicon.load(lang)
    if control and control not in intents.INTENTS:
        raise InputError(f"--control {control}: no intent of a control; there are {', '.join(intents.INTENTS)}")
    for one in _read(text if text == ("-",) else (" ".join(text),)):
        if len(one) > rules.LONGEST_TEXT:
            click.echo(f"of this text, the first {rules.LONGEST_TEXT:,} characters are read", err=True)
        found = rules.findings(one, lang, control)
        if control is None:
            found = tuple(sorted((*found, *readability.findings(one, lang)), key=lambda span: (span.start, span.end)))
        if as_json:
            spans = [
                {
                    "rule": span.rule, "quote": span.quote, "start": span.start, "end": span.end, "why": span.why,
                    "refs": msgspec.to_builtins(span.refs),
                }
                for span in found
            ]  # fmt: skip
            click.echo(canonical.line({"text": one, "lang": lang, "findings": spans}), nl=False)
        else:
            for span in found:
                click.echo(plain(f"“{span.quote}”  {span.rule}: {span.why}"))
                click.echo(plain(f"    against it: {span.against}"))
            if not found:
                click.echo(plain(f"nothing found in: {one}"))


def _read(arguments: tuple[str, ...]) -> Iterator[str]:
    if arguments == ("-",):
        return lines.lines(sys.stdin.buffer, "standard input")
    return map(lines.given, arguments)
