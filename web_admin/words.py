"""The phone's words in the language of whoever reads them. The English text is the key."""

from datetime import date

from flask import Flask, g, request, session

from mirror.locale import LANGUAGES, NATIVE_NAMES, Language, words
from mirror.locale.lines import line as mirror_line

from .context import context, person_or_none, today


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


def ngettext(one: str, many: str, number: int) -> str:
    """The one that fits the number, in the reader's language, its %(num)s filled."""
    return _counted(one, many, number) % {"num": number}


def N_(text: str) -> str:  # gettext's own name for it
    """Marks a text that is translated later."""
    return text


def line(text: str) -> str:
    """A line that the closet or the intake wrote, as a sentence in the reader's language."""
    return mirror_line(words(language(), "web"), text)


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
