"""Words in a garment's name and tags that say what it is, in English and Korean: what the guesses go by.

English words stand alone ("down" is not in "downtown"); Korean ones run together, so those of one syllable are told
from longer words ("울" is not in "겨울" and "서울").
"""

import re

from ..attire import Care, Formality, Material

_LATIN = re.compile("[a-z]")


class Words:
    """Words that mean the same: regular expressions, for text in lower case with a line for each name or tag."""

    def __init__(self, english: str, korean: str) -> None:
        self._english = re.compile(rf"\b(?:{english})\b", re.MULTILINE)
        self._korean = re.compile(korean, re.MULTILINE)

    def tell_of(self, text: str) -> bool:
        """Whether any of them is in a text. Most texts are of one script, and need half the search."""
        return bool(
            (_LATIN.search(text) and self._english.search(text))
            or (not text.isascii() and self._korean.search(text))
        )

    def without(self, text: str) -> str:
        """A text without them."""
        return self._korean.sub(" ", self._english.sub(" ", text))


# Not leather: what only looks like it. Its words are taken out before leather's are looked for.
FAUX = Words(
    r"(?:faux|vegan|fake|artificial|pu)[ -](?:leather|suede|fur)",
    r"(?:인조|에코|비건)\s?(?:가죽|레더|스웨이드|퍼)",
)

MATERIALS: dict[Material, Words] = {
    Material.COTTON: Words(
        r"cotton|jersey knit|poplin|oxford shirt", r"코튼|순면|(?<![가-힣])면(?![접세도])"
    ),
    Material.LINEN: Words(r"linen", r"린넨|리넨|모시"),
    Material.DENIM: Words(
        r"denim|jeans?", r"데님|청바지|청자켓|청재킷|청남방|청치마|연청|중청|흑청|스키니진"
    ),
    Material.WOOL: Words(
        r"wool|woollen|woolen|merino|lambswool|tweed|flannel (?:trousers|suit)|shetland|mohair",
        r"램스울|메리노|모직|트위드|모헤어|(?<![가-힣])울(?![트산진타])",
    ),
    Material.CASHMERE: Words(r"cashmere", r"캐시미어|캐시미아|캐쉬미어"),
    Material.SILK: Words(r"silk", r"실크|(?<![가-힣])견(?![가-힣])"),
    Material.SYNTHETIC: Words(
        r"polyester|nylon|acrylic|viscose|rayon|spandex|lycra|gore-?tex|windbreaker|rain ?coat|anorak",
        r"폴리|나일론|아크릴|레이온|스판|고어텍스|바람막이|윈드브레이커|레인코트|우비|우의",
    ),
    # "button-down" is a collar and "dressed down" a mood: only what is filled with it.
    Material.DOWN: Words(
        r"down (?:jacket|coat|parka|vest|filled)|(?:goose|duck|light|ultra-?light) ?down"
        r"|puffer|padded (?:jacket|coat|vest)|padding|^down$",
        r"패딩|구스다운|덕다운|다운\s?(?:점퍼|자켓|재킷|코트|파카|베스트)|오리털|거위털|^다운$",
    ),
    Material.FLEECE: Words(r"fleece|sherpa|teddy (?:coat|jacket)", r"플리스|후리스|뽀글이|양털"),
    Material.LEATHER: Words(r"leather|patent|nappa", r"가죽|레더|에나멜"),
    Material.SUEDE: Words(r"suede|nubuck|shearling", r"스웨이드|세무|누벅|무스탕"),
    Material.RUBBER: Words(
        r"rubber|wellingtons?|wellies|rain ?boots?|gumboots?|crocs", r"고무|장화|레인\s?부츠|러버|크록스"
    ),
}
# A knit is wool where nobody says of what it is, and where it is a pullover or another warm thing.
KNIT = Words(r"knit|knitted|knitwear|cable ?knit|aran", r"니트|스웨터")

HEAVY = Words(
    r"heavy|heavyweight|thick|chunky|winter|lined|fleece-lined|brushed|parka|padded|quilted|corduroy|long coat"
    r"|sweatshirt|hoodie|hooded|beanie|ugg|fur|thermal",
    r"두꺼운|두툼|겨울|동계|기모|안감|파카|롱\s?패딩|롱\s?코트|누빔|코듀로이|골덴|맨투맨|후드|비니|털모자|어그|퍼\s?부츠|헤비|방한",
)
LIGHT = Words(
    r"light|lightweight|ultra-?light|thin|summer|sleeveless|tank top|singlet|vest|short[- ]sleeved?|sheer|mesh"
    r"|chiffon|seersucker|cardigan|blazer|windbreaker|anorak|bomber|suit jacket|track jacket|canvas|ballet",
    r"얇은|가벼운|경량|여름|하계|민소매|나시|조끼|반팔|반소매|쿨|메쉬|시폰|쉬폰|시어서커|가디건|카디건|블레이저|바람막이|윈드브레이커"
    r"|자켓|재킷|점퍼|캔버스|플랫슈즈",
)

CARES: dict[Care, Words] = {
    Care.DRY_CLEAN: Words(
        r"dry[- ]?clean(?:ed|ing)?(?: only)?|suits?|tuxedo|tailored", r"드라이|정장|수트|슈트|턱시도|예복"
    ),
    Care.HAND: Words(r"hand[- ]?wash(?:ed)?", r"손세탁|손빨래"),
    Care.DELICATE: Words(r"delicates?|lace|chiffon|sequins?", r"울코스|섬세|레이스|시폰|쉬폰"),
}

# Looked for in this order: a suit for golf is a suit, running shoes for the office are for running.
FORMALITIES: dict[Formality, Words] = {
    Formality.FORMAL: Words(
        r"suits?|tuxedo|formal|black tie|gown|wedding|dress shoes?|oxfords?|derby|derbies|brogues?|patent",
        r"정장|수트|슈트|턱시도|예복|하객|드레스\s?슈즈|옥스퍼드화|옥스포드화|더비",
    ),
    Formality.SPORT: Words(
        r"sports?|gym|running|runners?|training|trainers?|track (?:suit|pants|jacket)|tracksuit|yoga|joggers?"
        r"|sweatpants|leggings|athletic|workout|hiking|football|soccer|tennis|golf|swim\w*|basketball",
        r"운동|스포츠|트레이닝|추리닝|츄리닝|조거|체육|헬스|요가|러닝|런닝화|레깅스|등산|골프|축구|농구|테니스|수영|아노락",
    ),
    Formality.CASUAL: Words(
        r"casual|denim|jeans?|hood(?:ie|ed)?|sweatshirt|cargo|flip[- ]?flops?|slides|puffer|padding|bomber|fleece"
        r"|plaid|flannel|backpack|rucksack|eco ?bag|graphic|parka|overalls?",
        r"캐주얼|데님|청바지|청자켓|청재킷|청남방|후드|맨투맨|카고|슬리퍼|쪼리|크록스|패딩|점퍼|플리스|후리스|체크\s?남방|백팩|에코백"
        r"|파카|바람막이|멜빵",
    ),
    Formality.SMART: Words(
        r"smart|office|work|blouse|blazer|slacks|chinos?|loafers?|pumps|heels|trench|turtleneck|polo|cardigan"
        r"|dress shirt|pencil skirt|wool coat|cashmere",
        r"출근|오피스|직장|블라우스|블레이저|슬랙스|치노|로퍼|펌프스|하이힐|구두|트렌치|터틀넥|폴라티|목폴라|가디건|카디건|캐시미어"
        r"|셔츠|와이셔츠",
    ),
}
