"""How a customer's hair is: long, curly, dyed ... It describes her and is no service."""

from dataclasses import dataclass

from .words import fold, whole_words

Span = tuple[int, int]

_DEGREE = r"(?:(?:muy|bastante|super|tan|mas|algo|un poco|demasiado|ya|natural|very|quite|really|so) )*"
_HOW = (
    r"(?:larg|cort|rizad|lis|fin|grues|teñid|tintad|gras|sec|rubi|moren|castañ|negr|oscur|clar|blanc|canos|pelirroj"
    r"|ondulad|encrespad|afr|estropead|dañad|fos|decolorad)[oa]"
)
_ENGLISH = (
    r"(?:long|short|curly|straight|wavy|thin|thick|fine|dyed|bleached|coloured|colored|blonde?|dark|brown|black|grey"
    r"|gray|red|white|damaged|dry|greasy|afro|frizzy)"
)
# "Un peinado para pelo largo" names a kind of it: that is left to the services.
_HAIR = whole_words(
    rf"(?<!para )(?<!para el )(?<!de )(?<!con )(?<!con el )(?:pelo|cabello|melena)"
    rf" (?:lo tengo |es |esta )?{_DEGREE}{_HOW}"
    rf"(?:(?:,| y|,? pero) {_DEGREE}{_HOW})*",
    rf"(?:lo|la) (?:tengo|llevo) {_DEGREE}{_HOW}",
    rf"(?<!for ){_DEGREE}{_ENGLISH}(?:(?:,| and|,) {_ENGLISH})* hair(?!cut)",
    rf"hair is {_DEGREE}{_ENGLISH}",
)
_LONG = whole_words("larg[oa]", "long")


@dataclass(frozen=True)
class HairTalk:
    spans: tuple[Span, ...] = ()
    long: bool = False


def hair_in(text: str) -> HairTalk:
    """Where the text says how her hair is, and whether it is long."""
    matches = tuple(_HAIR.finditer(fold(text)))
    return HairTalk(tuple(one.span() for one in matches), any(_LONG.search(one.group()) for one in matches))
