"""A certificate's fingerprint as words that two people can compare across a room, and as the digits of a browser.

The words are the PGP word list of Patrick Juola and Philip Zimmermann: 256 of two syllables for the first, third,
fifth ... byte and 256 of three for those between, so that a word left out or two changed over are noticed. They are
from the PGPfone Owner's Manual 1.0 (1996), https://web.mit.edu/network/pgpfone/manual/, as magic-wormhole (MIT) has
them. They are no language: they are the same for everybody.
"""

import hashlib
import re
import ssl
from pathlib import Path

from .errors import MirrorError

# Eight words are 64 bits. Who wants to pass for this mirror needs a certificate of their own whose digest begins
# with the same 64: a second preimage, some 2^64 certificates to hash, which takes a graphics card that does 10^10 a
# second 58 years, and anew for each household. That two certificates are alike by chance (2^32) helps nobody, for
# the household made the first of the two.
SPOKEN_BYTES = 8
_CERTIFICATE = re.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


def fingerprint_words(certificate: Path) -> tuple[str, ...]:
    """Eight words for a PEM file's first certificate, which is the server's own.

    Raises MirrorError when the file cannot be read or holds no certificate.
    """
    return words(_digest(certificate)[:SPOKEN_BYTES])


def fingerprint_hex(certificate: Path) -> str:
    """The whole SHA-256 of the same certificate, 64 digits in groups of four. Raises MirrorError as above."""
    digits = _digest(certificate).hex().upper()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def words(data: bytes) -> tuple[str, ...]:
    """A word for each byte."""
    return tuple((_ODD if at % 2 else _EVEN)[byte] for at, byte in enumerate(data))


def _digest(certificate: Path) -> bytes:
    try:
        text = certificate.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise MirrorError(f"cannot read the certificate {certificate}: {error.strerror}") from error
    found = _CERTIFICATE.search(text)
    try:
        der = ssl.PEM_cert_to_DER_cert(found[0]) if found else b""
    except ValueError:
        der = b""
    if not der.startswith(b"\x30"):  # every certificate is an ASN.1 SEQUENCE
        raise MirrorError(f"{certificate} holds no certificate; name a PEM file, as `openssl x509` writes it")
    return hashlib.sha256(der).digest()


_EVEN, _ODD = (
    tuple(text.split())
    for text in (
        """
    aardvark absurd accrue acme adrift adult afflict ahead aimless Algol allow alone ammo ancient apple artist
    assume Athens atlas Aztec baboon backfield backward banjo beaming bedlamp beehive beeswax befriend Belfast
    berserk billiard bison blackjack blockade blowtorch bluebird bombast bookshelf brackish breadline breakup
    brickyard briefcase Burbank button buzzard cement chairlift chatter checkup chisel choking chopper
    Christmas clamshell classic classroom cleanup clockwork cobra commence concert cowbell crackdown cranky
    crowfoot crucial crumpled crusade cubic dashboard deadbolt deckhand dogsled dragnet drainage dreadful
    drifter dropper drumbeat drunken Dupont dwelling eating edict egghead eightball endorse endow enlist erase
    escape exceed eyeglass eyetooth facial fallout flagpole flatfoot flytrap fracture framework freedom
    frighten gazelle Geiger glitter glucose goggles goldfish gremlin guidance hamlet highchair hockey indoors
    indulge inverse involve island jawbone keyboard kickoff kiwi klaxon locale lockup merit minnow miser
    Mohawk mural music necklace Neptune newborn nightbird Oakland obtuse offload optic orca payday peachy
    pheasant physique playhouse Pluto preclude prefer preshrunk printer prowler pupil puppy python quadrant
    quiver quota ragtime ratchet rebirth reform regain reindeer rematch repay retouch revenge reward rhythm
    ribcage ringbolt robust rocker ruffled sailboat sawdust scallion scenic scorecard Scotland seabird select
    sentence shadow shamrock showgirl skullcap skydive slingshot slowdown snapline snapshot snowcap snowslide
    solo southward soybean spaniel spearhead spellbind spheroid spigot spindle spyglass stagehand stagnate
    stairway standard stapler steamship sterling stockman stopwatch stormy sugar surmount suspense sweatband
    swelter tactics talon tapeworm tempest tiger tissue tonic topmost tracker transit trauma treadmill Trojan
    trouble tumor tunnel tycoon uncut unearth unwind uproot upset upshot vapor village virus Vulcan waffle
    wallet watchword wayside willow woodlark Zulu
""",
        """
    adroitness adviser aftermath aggregate alkali almighty amulet amusement antenna applicant Apollo armistice
    article asteroid Atlantic atmosphere autopsy Babylon backwater barbecue belowground bifocals bodyguard
    bookseller borderline bottomless Bradbury bravado Brazilian breakaway Burlington businessman butterfat
    Camelot candidate cannonball Capricorn caravan caretaker celebrate cellulose certify chambermaid Cherokee
    Chicago clergyman coherence combustion commando company component concurrent confidence conformist
    congregate consensus consulting corporate corrosion councilman crossover crucifix cumbersome customer
    Dakota decadence December decimal designing detector detergent determine dictator dinosaur direction
    disable disbelief disruptive distortion document embezzle enchanting enrollment enterprise equation
    equipment escapade Eskimo everyday examine existence exodus fascinate filament finicky forever fortitude
    frequency gadgetry Galveston getaway glossary gossamer graduate gravity guitarist hamburger Hamilton
    handiwork hazardous headwaters hemisphere hesitate hideaway holiness hurricane hydraulic impartial impetus
    inception indigo inertia infancy inferno informant insincere insurgent integrate intention inventive
    Istanbul Jamaica Jupiter leprosy letterhead liberty maritime matchmaker maverick Medusa megaton microscope
    microwave midsummer millionaire miracle misnomer molasses molecule Montana monument mosquito narrative
    nebula newsletter Norwegian October Ohio onlooker opulent Orlando outfielder Pacific pandemic Pandora
    paperweight paragon paragraph paramount passenger pedigree Pegasus penetrate perceptive performance
    pharmacy phonetic photograph pioneer pocketful politeness positive potato processor provincial proximate
    puberty publisher pyramid quantity racketeer rebellion recipe recover repellent replica reproduce resistor
    responsive retraction retrieval retrospect revenue revival revolver sandalwood sardonic Saturday savagery
    scavenger sensation sociable souvenir specialist speculate stethoscope stupendous supportive surrender
    suspicious sympathy tambourine telephone therapist tobacco tolerance tomorrow torpedo tradition travesty
    trombonist truncated typewriter ultimate undaunted underfoot unicorn unify universe unravel upcoming
    vacancy vagabond vertigo Virginia visitor vocalist voyager warranty Waterloo whimsical Wichita Wilmington
    Wyoming yesteryear Yucatan
""",
    )
)
