"""What the closet, the vision and the intake say to a person, as sentences in that person's language.

They write plain English lines with their numbers in them; both faces translate a line here when they show it.
"""

import gettext
import re

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DETAIL = re.compile(r" \(.*\)")

# The keys of these lines in the common catalogue; a test holds that each has a translation.
LINES = (
    "that code has ended: use the one that the mirror shows now",
    "that is not the code on the mirror",
    "this mirror already has its first account: sign in with the phone",
    "a name is needed",
    "a name has at most # letters",
    "a name has letters that cannot be shown",
    "a garment's name has at most # letters",
    "notes have at most # letters",
    "the file is empty",
    "the file has # MB; photos up to # MB are taken",
    "this is no photo that can be read; send JPEG, PNG, WebP or HEIC",
    "the photo is damaged at its beginning; copy it again from the camera",
    "the photo is damaged or cut off; copy it again from the camera",
    "the photo has # megapixels; up to # are taken: make it smaller",
    "the photo is too small: #x# pixels",
    "the mirror stopped # times while reading this photo",
    "something unforeseen happened: try it again",
)


def line(translations: gettext.NullTranslations, text: str) -> str:
    """`text` translated, beginning with a capital letter; one that is not known stays as it is.

    Lines differ in their numbers and in what stands in brackets, a detail for the log; so the key of "the photo
    has 60 megapixels (...)" is "the photo has # megapixels".
    """
    plain = _DETAIL.sub("", text)
    key = _NUMBER.sub("#", plain)
    if key in LINES:
        numbers = iter(_NUMBER.findall(plain))
        found = re.sub("#", lambda _match: next(numbers), translations.gettext(key))
    else:
        found = translations.gettext(text) if text else ""
    return found[:1].upper() + found[1:]
