"""What browsers call themselves, in a person's words. The lines are real ones."""

import pytest

from web_admin.devices import device, small

MOZILLA = "Mozilla/5.0"
KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"
LINES = {
    f"{MOZILLA} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
    " Mobile/15E148 Safari/604.1": "iPhone · Safari",
    f"{MOZILLA} (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " CriOS/125.0.6422.80 Mobile/15E148 Safari/604.1": "iPhone · Chrome",
    f"{MOZILLA} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
    " KAKAOTALK 10.8.1": "iPhone · KakaoTalk",
    f"{MOZILLA} (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0"
    " Mobile/15E148 Safari/605.1.15": "iPad · Firefox",
    f"{MOZILLA} (Linux; Android 10; K) {KHTML} Chrome/125.0.0.0 Mobile Safari/537.36": "Android · Chrome",
    f"{MOZILLA} (Linux; Android 14; SM-S928N) {KHTML} Chrome/125.0.6422.113 Mobile Safari/537.36":
        "Galaxy · Chrome",
    f"{MOZILLA} (Linux; Android 13; SAMSUNG SM-A546S) {KHTML} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile"
    " Safari/537.36": "Galaxy · Samsung Internet",
    f"{MOZILLA} (Linux; Android 14; Pixel 8 Build/UQ1A.240105.004; wv) {KHTML} Version/4.0 Chrome/120.0.6099.230"
    " Mobile Safari/537.36 NAVER(inapp; search; 1010; 12.4.2)": "Pixel 8 · Naver",
    f"{MOZILLA} (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0": "Android · Firefox",
    f"{MOZILLA} (Windows NT 10.0; Win64; x64) {KHTML} Chrome/125.0.0.0 Safari/537.36 Edg/125.0.2535.67":
        "Windows · Edge",
    f"{MOZILLA} (Windows NT 10.0; Win64; x64) {KHTML} Chrome/124.0.0.0 Whale/3.26.244.14 Safari/537.36":
        "Windows · Whale",
    f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1"
    " Safari/605.1.15": "Mac · Safari",
    f"{MOZILLA} (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0": "Linux · Firefox",
    f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) {KHTML} Chrome/124.0.0.0 Safari/537.36": "Chromebook · Chrome",
    "curl/8.5.0": "curl",
    "": "",
    "nothing that anybody knows": "",
    "Android " * 200: "Android",
}  # fmt: skip


@pytest.mark.parametrize(("line", "words"), LINES.items(), ids=range(len(LINES)))
def test_a_browser_s_line_in_words(line: str, words: str) -> None:
    assert device(line) == words


def test_what_fits_a_hand() -> None:
    assert [small(device(line)) for line in LINES][:14] == [True] * 9 + [False] * 5
