"""How much each thing counts. A score is the product of all of them, each 0 to 1, to the power of its weight.

A product, so that no colour makes up for freezing: what is wrong in one way is wrong. The weights add up to 1; they
were set by reading tests/stylist/golden/outfits.txt until every line could be worn.
"""

from ...attire import Formality, Occasion
from .pieces import Place

WARMTH = 0.36
HARMONY = 0.20
FORMALITY = 0.14
RECENCY = 0.10
WEATHER = 0.08
TOGETHER = 0.05
SEASON = 0.03
TASTE = 0.02
FAVOURITE = 0.01
WASH = 0.01

# Clo outside the range at which warmth is worth 1/e: who is cold can do less about it than who is warm.
LACKING_CLO = 0.2
EXCEEDING_CLO = 0.3
COLDEST_SHARE = 0.6  # of the warmth, how much the coldest part counts beside the warmest

# How much of an outfit a garment is, and what is left of a top under a pullover.
PART = {
    Place.OUTER: 0.9,
    Place.OVER: 1.0,
    Place.TOP: 1.0,
    Place.ONE_PIECE: 1.8,
    Place.BOTTOM: 1.0,
    Place.SHOES: 0.6,
    Place.HEAD: 0.25,
    Place.BAG: 0.25,
}
UNDER = 0.35

# How well each formality suits an occasion.
SUITS: dict[Occasion, dict[Formality, float]] = {
    Occasion.EVERYDAY: {
        Formality.SPORT: 0.6,
        Formality.CASUAL: 1.0,
        Formality.SMART: 0.9,
        Formality.FORMAL: 0.5,
    },
    Occasion.WORK: {
        Formality.SPORT: 0.1,
        Formality.CASUAL: 0.55,
        Formality.SMART: 1.0,
        Formality.FORMAL: 0.85,
    },
    Occasion.FORMAL: {
        Formality.SPORT: 0.02,
        Formality.CASUAL: 0.1,
        Formality.SMART: 0.6,
        Formality.FORMAL: 1.0,
    },
    Occasion.SPORT: {
        Formality.SPORT: 1.0,
        Formality.CASUAL: 0.5,
        Formality.SMART: 0.1,
        Formality.FORMAL: 0.05,
    },
}
# Days after which a garment that was worn is nearly as welcome as any (1 - 1/e of it); shoes and coats at once.
TOP_DAYS = 4.0
BOTTOM_DAYS = 2.0
OUT_OF_SEASON = 0.4
OVERDUE = 0.3  # what should be in the wash already
PLAIN = 0.7  # no favourite
REPEATED = 0.6  # the same main garments as within REPEAT_DAYS ...
REPEATED_OCCASION = 0.4  # ... and for the same occasion, within OCCASION_DAYS
REPEAT_DAYS = 14
OCCASION_DAYS = 28
CLASH = 0.25  # two steps of formality apart
TWO_DENIMS = 0.05  # above and below; a jacket over jeans of the same blue is a costume
EACH_LAYER = 0.985  # what fewer garments do, they do better
WITH_BAG = 1.02  # who has one takes one along
NO_COAT_IN_RAIN = 0.85
OVER_A_DRESS = 0.9  # a pullover over a dress is worn, but seldom
