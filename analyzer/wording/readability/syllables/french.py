"""French: spoken syllables of a written word.

As dictionaries give them for the standard of the north: no final mute *e*, no *e* between two single consonant sounds
(*consent(e)ment*), a glide before a vowel (*lien*, *continuer*), save *i* after a consonant with *l* or *r*
(*cli-ent*, *pri-orité*).
"""

import re

_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_V = f"[{_VOWELS}]"

_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiyéèêë])")
_SOFT_G = re.compile(r"(?<=g)e(?=[aoâôu])")
_YOD = re.compile(r"(?<=[aeou])i(?=ll|ls?$)")
_Y = re.compile(rf"y(?={_V})")
_MUTE = re.compile(rf"(?<={_V})((?:[^{_VOWELS}]*))es?$")
_SOUNDED_ENT = re.compile(
    r"(?:m|souv|pouv|[vt]i|cli|cipi|sci|grédi|péd|[fl]fici|^ori|véni|^ag|arg|urg|[lrxt]ig|ling|néglig|indig|"
    r"[aiu]n|préc?éd|[vsir]id|prud|ard|cont|compét|lat|potent|abs|prés|cons|réc|déc|noc|esc|acc|^c|ourc|ell|tal|^l|"
    r"viol|val|pul|sol|cul|^v|^d|différ|pp?ar|hér|curr|torr|fréqu|séqu|loqu)ent$"
)
_BEHIND_VOWEL = re.compile(rf"(?<=[aiouyé])e(?=ment|r{_V})")
_SOUND = r"(?:ch|ph|th|gn|([bcdfglmnprst])\2|[bcdfgjklmnpqrstvxz])"
_BETWEEN = re.compile(rf"(?!^inter)({_V}[nm]?{_SOUND})e(?=(?:ch|ph|th|gn|[bcdfgjlmnpqrstvz]){_V})")
_NUCLEUS = re.compile(
    rf"(?<=[bcdfgkptv][lr])[iu](?=[aeouéèêâô])(?!eu[lrv])|"  # a syllable of its own: cli-ent, cru-el
    rf"(?:ou|[iu])?(?:eau|[eoœ]u|oeu|a[iîuy]|e[iîuy]|o[iîuyûù]|oin|aoû|eû|ui|{_V})"
)


def count(word: str) -> int:
    """Return the syllables of a word in lower case; 0 for letters that no vowel carries, such as an elided ``l``."""
    bare = _SILENT_U.sub("", word)
    bare = _SOFT_G.sub("", bare)
    bare = _YOD.sub("j", bare)
    bare = _Y.sub("j", bare)
    if bare.endswith("ent") and not _SOUNDED_ENT.search(bare):
        bare = bare.removesuffix("ent") + "e"
    bare = _MUTE.sub(r"\1", bare)
    bare = _BEHIND_VOWEL.sub("", bare)
    bare = _BETWEEN.sub(r"\1", bare)
    return len(_NUCLEUS.findall(bare))
