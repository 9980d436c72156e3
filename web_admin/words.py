"""The phone's words in the language of whoever reads them. The English text is the key."""

import re
from datetime import date
from typing import Literal

from flask import Flask, g, request, session

from mirror.locale import LANGUAGES, words

from .context import context, person_or_none, today

Language = Literal["ko", "en"]
NATIVE_NAMES: dict[Language, str] = {"ko": "한국어", "en": "English"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DETAIL = re.compile(r" \(.*\)")


def attach(app: Flask) -> None:
    """Teach the templates `_`, `ngettext`, `line`, `ago` and the language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    install = getattr(app.jinja_env, "install_gettext_callables")  # noqa: B009  # the extension adds it
    install(_translated, _counted, newstyle=True)
    app.jinja_env.globals.update(line=line, ago=ago, native_names=NATIVE_NAMES)
    app.context_processor(lambda: {"language": language()})


def language() -> Language:
    """The person's own language; before signing in the one chosen on this device, or the browser's."""
    if "language" not in g:
        g.language = _find_language()
    found: Language = g.language
    return found


def forget_language() -> None:
    """Look again: the person has just chosen another language, or signed in."""
    g.pop("language", None)


def as_language(text: str | None) -> Language | None:
    """The language of this code, or None when the product does not speak it."""
    return next((code for code in NATIVE_NAMES if code == text), None)


def _(text: str, **values: object) -> str:
    """`text` in the reader's language, its %(name)s places filled."""
    found = _translated(text)
    return found % values if values else found


def N_(text: str) -> str:  # gettext's own name for it
    """Marks a text that is translated later."""
    return text


def line(text: str) -> str:
    """A line that the closet or the intake wrote, as a sentence in the reader's language.

    Lines differ in their numbers and in what stands in brackets, a detail for the log; so the key of "the photo
    has 60 megapixels (...)" is "the photo has # megapixels".
    """
    plain = _DETAIL.sub("", text)
    key = _NUMBER.sub("#", plain)
    if key not in CLOSET_LINES:
        return _translated(text)
    numbers = iter(_NUMBER.findall(plain))
    found = re.sub("#", lambda _match: next(numbers), _translated(key))
    return found[:1].upper() + found[1:]


def ago(day: date) -> str:
    """How long ago a local date was, in words: days for a month, months for a year, then years."""
    days = (today() - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 31:
        return _counted("%(num)s day ago", "%(num)s days ago", days) % {"num": days}
    if days < 365:
        months = round(days / 30.44)
        return _counted("%(num)s month ago", "%(num)s months ago", months) % {"num": months}
    years = days // 365
    return _counted("%(num)s year ago", "%(num)s years ago", years) % {"num": years}


# What the closet and the intake say to a person, so that these lines are in the catalogue as well.
CLOSET_LINES = (
    N_("that code has ended: use the one that the mirror shows now"),
    N_("that is not the code on the mirror"),
    N_("this mirror already has its first account: sign in with the phone"),
    N_("a name is needed"),
    N_("a name has at most # letters"),
    N_("a name has letters that cannot be shown"),
    N_("a garment's name has at most # letters"),
    N_("notes have at most # letters"),
    N_("the file is empty"),
    N_("the file has # MB; photos up to # MB are taken"),
    N_("this is no photo that can be read; send JPEG, PNG, WebP or HEIC"),
    N_("the photo is damaged at its beginning; copy it again from the camera"),
    N_("the photo is damaged or cut off; copy it again from the camera"),
    N_("the photo has # megapixels; up to # are taken: make it smaller"),
    N_("the photo is too small: #x# pixels"),
    N_("the mirror stopped # times while reading this photo"),
    N_("something unforeseen happened: try it again"),
)


def _translated(text: str) -> str:
    return words(language(), "web").gettext(text) if text else ""


def _counted(one: str, many: str, number: int) -> str:
    return words(language(), "web").ngettext(one, many, number)


def _find_language() -> Language:
    person = person_or_none()
    if person is not None:
        return person.language
    chosen = as_language(session.get("language"))
    return (
        chosen
        or as_language(request.accept_languages.best_match(LANGUAGES))
        or context().settings.mirror.language
    )
