"""Phone numbers as people write them, and as they are stored."""

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse


class NotAPhone(ValueError):
    """Nobody can be called under this."""


def stored(given: str, region: str) -> str:
    """The number as `+34600111222`; without a country code it is one of `region` (`ES`). Raises `NotAPhone`."""
    try:
        number = parse(given, region)
    except NumberParseException:
        raise NotAPhone from None
    if not is_valid_number(number):
        raise NotAPhone
    return str(format_number(number, PhoneNumberFormat.E164))
