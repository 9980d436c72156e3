"""The words of both faces in Korean and English. The English text is the key.

Catalogues: <language>/LC_MESSAGES/<domain>.po (edited by people) and .mo (made from it by `make words`).
Domains: `mirror` and `web` for each face's own sentences, `common` for what both say: categories, colours,
and the reasons that the closet and the intake give.
"""

import gettext
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
NATIVE_NAMES: dict[Language, str] = {
    "ko": "한국어",
    "en": "English",
}  # each in its own words, so never translated
FOLDER = Path(__file__).parent


@cache
def words(language: str, face: Literal["mirror", "web", "common"] = "common") -> gettext.NullTranslations:
    """The translations of a face, and behind them the common ones; an unknown text is its own translation."""
    common = gettext.translation("common", FOLDER, [language], fallback=True)
    if face == "common":
        return common
    own = gettext.translation(face, FOLDER, [language], fallback=True)
    own.add_fallback(common)
    return own
