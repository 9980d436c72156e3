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
    "this mirror already has its first account: sign in",
    "this mirror has no account yet: make the first one with the phone",
    "that code is not right or has ended: ask an owner for a new one",
    "the name and the code do not belong together, or the code has ended",
    "who has no account yet joins with an invitation: `otjang people --invite`",
    "only an owner invites people",
    (
        "an owner gets this code here only with a PIN that was chosen on the phone:"
        " another owner's phone makes one too"
    ),
    "that name is taken: choose another one",
    "an owner needs an account: invite that person first",
    "somebody must be the owner here: make another person one first",
    "a name is needed",
    "a name has at most # letters",
    "a name has letters that cannot be shown",
    "a garment's name has at most # letters",
    "notes have at most # letters",
    "a brand has at most # letters",
    "a size has at most # letters",
    "that price is too high or below zero",
    "a currency is three capital letters, like KRW",
    "a shop's name has at most # letters",
    "a place has at most # letters",
    "a tag has at most # letters",
    "a garment has at most # tags",
    "a garment cannot have been bought on a day that is still to come",
    "a garment cannot have been worn on a day that is still to come",
    "an outfit cannot have been worn on a day that is still to come: plan it",
    "an outfit has # to # garments",
    "that day is over: an outfit is planned for today or later",
    "these are noted as worn on that day: take that back first",
    "only what was worn was too cold or too warm",
    "a garment is worn # to # times before it is washed",
    "a journey ends on the day on which it begins, or later",
    "a packing list is for at most # days",
    "a journey lies within the year to come",
    "that is no day: a year, a month and a day are needed",
    "a PIN has # to # digits",
    "the file is empty",
    "the file has # MB; photos up to # MB are taken",
    "this is no photo that can be read; send JPEG, PNG, WebP or HEIC",
    "the photo is damaged at its beginning; copy it again from the camera",
    "the photo is damaged or cut off; copy it again from the camera",
    "the photo has # megapixels; up to # are taken: make it smaller",
    "the photo is too small: #x# pixels",
    "the mirror stopped # times while reading this photo",
    "the photo arrived damaged: send it again",
    "the photo has more than was said: send it again",
    "# photos are being sent already: wait for some of them, then try again",
    "# pictures wait for an answer already: wait for some of them",
    "something unforeseen happened: try it again",
    "another program uses the camera: close it; see `otjang doctor`",
    (
        "the camera got no memory: give it more with dtoverlay=vc#-kms-v#d,cma-# in"
        " /boot/firmware/config.txt and restart"
    ),
    "the camera may not be used: add this user to the group `video`",
    "the camera is gone: is it plugged in?",
    "the camera gives no picture: unplug it and plug it in again",
    "no picture came in time: check the camera's cable",
    "the camera gives damaged pictures: check its cable",
    "the camera does not work: check its cable, then `otjang doctor`",
    "the camera sees only black: uncover its lens, or switch the light on",
    "the camera's pictures arrive cut off: try another cable, or another USB socket",
    "the camera does not answer: unplug it and plug it in again, or restart the mirror",
    "the camera broke: unplug it and plug it in again",
    "no camera was found: plug one in, or add photos with the phone",
    "no Raspberry Pi camera was found: check its cable, then `otjang doctor`",
    "the camera that the settings name is not there: plug it in, or change [camera] device",
    "the photo could not be kept: make room on the disk, then try again",
    "the disk is full: free some space, nothing was lost",
    "the disk can only be read: start the mirror again, or else replace its memory card",
    "measured: # pixels per centimetre, and the colour of the light",
    "not all corners of the sheet can be seen: hang it flat, in full view, with nothing before it",
    "the sheet is tilted: hang it so that it faces the camera",
    "the sheet is too small in the picture: hang it nearer to the camera",
    "the sheet is so bright that its white is lost: keep direct light away from it",
    "it is too dark to measure the sheet: turn on more light",
    "the greys of the sheet cannot be told apart: keep reflections and shadows off it",
    "nothing here can switch the machine off: switch it off with `sudo poweroff`",
    "the machine could not be switched off: switch it off with `sudo poweroff`",
    "the mirror may not switch the machine off: switch it off with `sudo poweroff`",
    "this machine cannot switch itself off: cut its power once it has come to rest",
    "the brightness is a whole number from # to # percent",
    "the mirror can wait for # seconds to # days before it falls asleep",
    "the picture can be turned by #, #, # or # degrees",
    "the sound is on or off",
    "lengths are in centimetres or in inches",
    "the mirror speaks Korean or English",
    "the name of a place has at most # letters",
    "a latitude is a number from -# to #",
    "a longitude is a number from -# to #",
    "a place has a latitude and a longitude, or neither",
    "your own closet is always open to you",
    # What backups say
    "this needs # GB and the disk has # GB free: make room first",
    "another backup or restore is at work: wait until it is done, then try again",
    "other work is under way: wait until it is done",
    "this was cut off by a restart: start it once more",
    "no file was chosen",
    "this is no ZIP file, or it is cut off: send it once more",
    "this is no backup of a closet",
    "the backup is damaged: send it once more, or use another",
    "a newer Otjang made this backup: update Otjang first",
    "this backup holds no closet.json: only `otjang restore` on an empty folder brings it back",
    "this backup holds nothing of yours: nobody in it has your name",
    "a photo went while the backup came: try again",
    "the backup cannot be unpacked: is the disk full?",
    "the backup cannot be kept: is the disk full?",
    "the backup cannot be written: is the disk full?",
    "the closet is busy; try again in a moment",
    # What the doctor finds
    "# garments of # people, # photos wait, # failed, the worker is up",
    "# garments of # people, # photos wait, # failed, no worker is up",
    "# GB free",
    "only # MB are free: make room, or photos cannot be kept",
    "the network garment_cutout is loaded and answers",
    "the network garment_photo is loaded and answers",
    "not a Raspberry Pi: nothing to check",
    "no camera devices: nothing to check",
    "# camera devices may be used",
    "none, as the settings say",
    "# frames a second",
    "only # frames a second: it exposes longer in the dark: add light",
    "sharp",
    "light enough: roughly # lux or more",
    "nothing to judge the sharpness by: hang a garment in front of it and ask again",
    "power off: at the mirror",
    "power off: cannot be asked for",
    "power off: nothing here can switch the machine off, switch it off with `sudo poweroff`",
    (
        "display power: stays on, for nothing here can switch it;"
        " brightness: no backlight to set, the picture is dimmed instead"
    ),
    "the phone admin answers on port #",
    "the phone admin answers on port #, its certificate is good until #-#-#",
    "no phone admin answers on port #",
    "no phone admin answers on port #, its certificate is good until #-#-#",
    "the phone admin's certificate ends on #-#-#: put a new one in its place",
    "the phone admin's certificate is no good: sudo systemctl restart otjang-web",
    "no weather is fetched, as the settings say",
    "no weather: choose a place in the mirror's settings on the phone",
    "MET Norway wants to know whom it serves: write a contact under [weather] in the settings",
    "the forecast of MET Norway has not been fetched yet",
    "the forecast of Open-Meteo has not been fetched yet",
    "the forecast of MET Norway was fetched on #-#-# at #:#",
    "the forecast of Open-Meteo was fetched on #-#-# at #:#",
    "the last forecast is of #-#-# at #:#: is the mirror running? It fetches them",
    "no new forecast since #-#-# at #:#: look at the mirror's network",
    "no new forecast since #-#-# at #:#: the service is asked again by itself",
    "no new forecast since #-#-# at #:#: what comes is no forecast; the service is asked again by itself",
    (
        "no new forecast since #-#-# at #:#: the service refuses;"
        " write a contact under [weather] in the settings, or another provider"
    ),
    "the mirror has hold of it",
    "a desktop",
    "no display was found: connect one, or use `otjang run --headless`",
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
