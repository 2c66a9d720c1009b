"""English: runs of vowels, without the *e* that is not heard; by rule, so that exceptions are counted wrong."""

import re

_V, _C = "[aeiouy]", "[^aeiouy]"
_SILENT = re.compile(
    r"(?<=q)u|(?<=g)u(?=[aei])|(?<=pref)e(?=r)|(?<=ev)e(?=ry)|(?<=int)e(?=rest)|(?<=ic)a(?=lly)|"
    r"(?<=om)e(?=(?:body|thing|one|where|times|how)$)|(?<=[ct])i(?=en[ct])|(?<=^wedn)e|(?<=^mayb)e|(?<=separ)a(?=te$)|"
    rf"(?<={_V}{_C})e(?=(?:ly|ments?|ful|less|ness|guards?|fore|where|land|tables?)$)|(?<=nc)e(?=ment)"
)
_MUTE = re.compile(
    rf"(?<={_V})({_C}*(?<!{_C}l))e$|(?<={_V})({_C}*(?<![sxzcg])(?<![sc]h)(?<![^aeiouyl]l))es$|"
    rf"(?<={_V})({_C}*(?<![td])(?<![^aeiouyl]l))ed$"
)
_NUCLEUS = re.compile(
    r"(?<=[cstgx])i[ao](?=n|u|l)|(?<=ll)io|eou|eau|"
    r"(?<=cr)e(?=at(?!ur))|(?<=^r)e(?=a[cfp]|un|en|in)|(?<=^d)e(?=ac|in)|u(?=al|at|ou|in|ed)|i(?=[aou])|i(?=et)|a(?=o)|e(?=o)|o(?=ing|e[rst])|"
    r"y(?=ing)|[aeo][iu](?!ng)|ui|ie|ea|ee|oo|oa|[aeo][yw]|uy|ue(?!n|l)|[aeiouyé]"
)


def count(word: str) -> int:
    """Return the syllables of a word in lower case."""
    bare = _MUTE.sub(lambda found: "".join(filter(None, found.groups())), _SILENT.sub("", word))
    return len(_NUCLEUS.findall(bare)) + bool(_SYLLABIC.search(word))


_SYLLABIC = re.compile(r"(?:isms?|[ds]n)$|^ours?$|^hours?$")
