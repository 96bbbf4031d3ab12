"""How a measured figure is printed: beside what it is measured by and the target of the design."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A figure. `ratio` is to the contender, `target` as in the design (`<= 0.7`, `>= 1.6`); both may be missing."""

    what: str
    value: str
    ratio: float | None = None
    target: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        if not self.target or self.ratio is None:
            return ""
        sign, limit = self.target.split()[:2]
        met = self.ratio <= float(limit) if sign == "<=" else self.ratio >= float(limit)
        return "met" if met else "MISSED"

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return f"   {self.what:<44}{self.value:>16}{ratio:>8}   {self.target:<10}{self.verdict}".rstrip()


def show(title: str, lines: list[Line], *remarks: str) -> None:
    """Prints a table with its title, and remarks under it."""
    print(f"\n{title}\n   {'':<44}{'measured':>16}{'ratio':>8}   target")
    for line in lines:
        print(line)
    for remark in remarks:
        print(f"   ({remark})")
