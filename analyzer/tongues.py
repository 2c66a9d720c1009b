"""What languages are called in English, by their ISO 639-1 codes: as data says them before anybody translates it."""

from analyzer.saying import listed

LANGUAGES = {
    "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "ga": "Irish", "hr": "Croatian", "hu": "Hungarian",
    "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "mt": "Maltese", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "sk": "Slovak", "sl": "Slovenian", "sv": "Swedish",
    "ar": "Arabic", "bs": "Bosnian", "ca": "Catalan", "eu": "Basque", "fa": "Persian", "gl": "Galician", "he": "Hebrew",
    "hi": "Hindi", "id": "Indonesian", "is": "Icelandic", "ja": "Japanese", "ko": "Korean", "lb": "Luxembourgish",
    "mk": "Macedonian", "no": "Norwegian", "ru": "Russian", "sq": "Albanian", "sr": "Serbian", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""The languages of the European Union, and others that pages are written in, by their ISO 639-1 codes."""


def language(codes: str) -> str:
    """Return the English names of one or several languages, or their codes where a name is not known."""
    each = [code.strip().partition("-")[0].lower() for code in codes.replace(";", ",").split(",")]
    if all(code in LANGUAGES for code in each):
        return listed([LANGUAGES[code] for code in dict.fromkeys(each)])
    return codes or "an unknown language"
