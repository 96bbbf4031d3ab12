"""What the model was told in a turn, as facts by kind, that a reply is held against."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flows.names_of_services import Named
from flows.spoken_time import Day


@dataclass(frozen=True, slots=True)
class Slot:
    """An appointment, a hold or an option: a day, a time and a stylist that belong together."""

    day: date | None
    minute: int
    stylist: str
    services: frozenset[str] = frozenset()
    """Flat names of what is done then, where that is told."""


@dataclass
class Told:
    """Facts by kind. Amounts of the catalogue belong to names; those of the turn are hers."""

    today: date | None = None

    # -- times -----------------------------------------------------------------------------
    slots: set[Slot] = field(default_factory=set)
    """Every one that was told: options, holds, appointments."""
    options: set[Slot] = field(default_factory=set)
    """Free ones, that searches have found."""
    appointments: dict[str, set[Slot]] = field(default_factory=dict)
    """Those that stand, by alias."""
    held: set[Slot] = field(default_factory=set)
    """Held, and not paid yet."""
    gone: set[Slot] = field(default_factory=set)
    """Cancelled in this turn, or moved away from."""
    clocks: set[int] = field(default_factory=set)
    """Until when something is held, when an appointment ends: times that are no start."""
    opens: set[tuple[int, int]] = field(default_factory=set)
    """Weekday, and a minute at which the salon opens then."""
    closes: set[tuple[int, int]] = field(default_factory=set)
    """Weekday, and a minute at which it closes then."""
    shut: set[date] = field(default_factory=set)
    """Days of the calendar on which the salon is closed."""
    closed: bool = False
    """Whether a tool has answered that the salon is closed on a day that was asked for."""
    standing: set[int] = field(default_factory=set)
    """Times in standing texts of the house."""
    days: set[date] = field(default_factory=set)
    next_days: set[date] = field(default_factory=set)
    """Days of which a search has said that there is something free."""

    # -- money and length ------------------------------------------------------------------
    deposits: set[Decimal] = field(default_factory=set)
    """Deposits, and what comes back of them or is lost."""
    refunds: set[Decimal] = field(default_factory=set)
    """What comes back of them."""
    refused: bool = False
    """Whether it was told that nothing, or not all, comes back."""
    rests: set[Decimal] = field(default_factory=set)
    """What is left to pay at the salon."""
    savings: set[Decimal] = field(default_factory=set)
    prices: set[Decimal] = field(default_factory=set)
    """Of what was quoted to her."""
    totals: set[Decimal] = field(default_factory=set)
    """What all of it costs, and amounts in standing texts."""
    services: list[Named] = field(default_factory=list)
    """The catalogue, longest names first."""
    lengths: set[Decimal] = field(default_factory=set)
    served_lengths: set[Decimal] = field(default_factory=set)
    """Minutes that services of hers take."""
    hold_lengths: set[Decimal] = field(default_factory=set)
    """Minutes for which the house holds a slot, by its rules."""
    hours: set[Decimal] = field(default_factory=set)
    percents: set[Decimal] = field(default_factory=set)
    undeposited: bool = False
    """Whether something of hers needs no deposit, or keeps the one that is paid."""

    # -- names and words -------------------------------------------------------------------
    links: set[str] = field(default_factory=set)
    stylists: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)
    """Words of the salon's own: its catalogue and its standing texts."""
    words: set[str] = field(default_factory=set)
    """Words that stand in the catalogue or the situation, or that she has written: no strangers' names."""

    # -- what has happened -----------------------------------------------------------------
    done: set[str] = field(default_factory=set)
    """Events of this turn, by their word in a tool's result."""
    stands: set[str] = field(default_factory=set)
    """What is so: `held`, `waiting`."""
    searched: bool = False
    """Whether it was told what is free."""
    asked_first: bool = False
    """Whether the newest thing a tool said is that she must be asked first."""
    arranging: bool = False
    """Whether something new is being arranged: options for it, or a hold."""
    choosing: bool = False
    """Whether something else than what stands is talked about: options, a hold, a question not yet answered."""

    # -- her own words ---------------------------------------------------------------------
    her_minutes: set[int] = field(default_factory=set)
    her_days: list[Day] = field(default_factory=list)
    her_amounts: set[Decimal] = field(default_factory=set)
    asks: bool = False
    """Whether she asks something."""
    pays: bool = False
    """Whether she writes of paying."""

    @property
    def confirmed(self) -> set[Slot]:
        """Appointments that stand."""
        return {slot for slots in self.appointments.values() for slot in slots}

    def weekdays(self) -> frozenset[int]:
        """On which the salon opens."""
        return frozenset(weekday for weekday, _ in self.opens)
