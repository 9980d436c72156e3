"""What a device calls itself, in a person's words: "iPhone · Safari". No request, no closet.

Browsers send a line in which each pretends to be several others, so the order of the rules is the rule.
"""

import re

LENGTH_READ = 400  # letters of the line; nothing that matters stands further behind

# The first that is found is the one. Every browser on an iPhone is Safari within, every Chromium says Chrome.
BROWSERS = (
    ("KAKAOTALK", "KakaoTalk"),
    ("NAVER(", "Naver"),
    ("Whale/", "Whale"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("GSA/", "Google"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
)
_ANDROID = re.compile(r"Android [^;)]*; (?:[a-z]{2}-[a-z]{2}; )?(?P<model>[^;)]*)")


def device(user_agent: str) -> str:
    """The machine and the browser of a User-Agent line; only one of them where the other is not told, or ""."""
    line = user_agent[:LENGTH_READ]
    browser = next((name for sign, name in BROWSERS if sign in line), "")
    return " · ".join(filter(None, (_machine(line), browser)))


def small(device: str) -> bool:
    """Whether a device in words is one for the hand, for its picture beside the words."""
    return not device.startswith(("Windows", "Mac", "Linux", "Chromebook"))


def _machine(line: str) -> str:
    for sign, name in MACHINES:
        if sign in line:
            return name
    android = _ANDROID.search(line)
    if android is None and "Android" not in line:
        return "Linux" if "Linux" in line or "X11" in line else ""
    model = android["model"].partition(" Build/")[0].strip() if android else ""
    if model.startswith("SM-") or model.startswith("SAMSUNG"):
        return "Galaxy"
    # Chrome tells every model as "K", Firefox none.
    return (
        "Android" if model in ("", "K", "Mobile", "Tablet", "wv") or model.startswith("rv:") else model[:30]
    )
