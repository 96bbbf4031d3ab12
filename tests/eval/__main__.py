"""`python -m tests.eval [--runs K] [--only 1,7] [--quick] [--euros 5] ...`; see docs/eval.md."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.ports import Mind
from gateways.embedded import EmbeddedError, EmbeddedServers
from gateways.log import configure
from gateways.settings import SettingsError
from models import Policy
from tests.databases import ROOT, Databases
from tests.eval.agents import Pair, stand_in
from tests.eval.bill import Bill, Metered
from tests.eval.cases import CASES, QUICK
from tests.eval.evaluation import Evaluation
from tests.eval.live import ClaudeSettings, NoAnswer, knock, settings
from tests.eval.play import Salons
from tests.eval.report import Report
from tests.house import House, house

STAND_IN = (
    "Against the STAND-IN for Claude ({why}): this says how the stand-in does, and nothing of how live Claude would."
)
LIVE = "Against live Claude: {large} at the desk, {small} as the customers."


def main() -> int:
    """0 when everything was played, whatever came of it; 1 when it could not be, or not to the end."""
    given = _parser().parse_args()
    try:
        return evaluate(given)
    except (SettingsError, NoAnswer, EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped before the first case.", file=sys.stderr)
        return 1


def evaluate(given: argparse.Namespace) -> int:
    """Plays and reports."""
    claude = settings(given.model)
    live = claude.real and not given.stand_in
    runs = given.runs or (1 if given.quick else 3)
    why = "asked for" if claude.real else "no ANTHROPIC_API_KEY"
    against = LIVE.format(large=claude.claude_model, small=claude.claude_small_model)
    report = Report(against if live else STAND_IN.format(why=why), live, runs, given.seed)
    bill = Bill(given.euros if live else None, Policy())
    if live:
        knock(Metered(claude.claude("small"), bill), claude.claude_small_model)
        knock(Metered(claude.claude("large"), bill), claude.claude_model)
    print(report.against, flush=True)
    player = Metered(claude.claude("small"), bill) if live else None
    wanted = given.only or (QUICK if given.quick else [case.number for case in CASES])
    cases = [case for case in CASES if case.number in wanted]
    (ROOT / "var").mkdir(exist_ok=True)
    configure("eval", "ERROR", sys.stderr)
    with salons() as opens:
        evaluation = Evaluation(report, cases, opens, _agent(claude, bill, live), player, given.messages, _say)
        evaluation.run()
    report.customers_micros, report.billed_micros = player.micros if player else 0, bill.micros
    _publish(report, given.report)
    return 1 if report.ended else 0


@contextmanager
def salons() -> Iterator[Salons]:
    """Servers, and from then on a fresh salon whenever one is wanted."""
    with (
        TemporaryDirectory(prefix="eval-", dir=ROOT / "var") as folder,
        EmbeddedServers(Path(folder) / "servers", durable=False) as servers,
    ):
        databases = Databases(servers.superuser_url, servers.owner_url, servers.database_url)

        @contextmanager
        def opened(mind: Mind) -> Iterator[House]:
            with databases.fresh(seeded=True) as url, house(url, servers.redis_url, mind) as home:
                yield home

        yield opened


def _agent(claude: ClaudeSettings, bill: Bill, live: bool) -> Callable[[House], Mind]:
    if not live:
        return stand_in
    desk = Metered(Pair(claude.claude("large"), claude.claude("small")), bill)
    return lambda home: desk


def _say(line: str) -> None:
    print(line, flush=True)


def _publish(report: Report, path: Path) -> None:
    text = "\n".join(report.lines())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".md").write_text(text + "\n")
    path.with_suffix(".json").write_text(report.json() + "\n")
    print(f"\n{text}")


def _numbers(text: str) -> frozenset[int]:
    if not re.fullmatch(r"\d+(,\d+)*", text):
        raise argparse.ArgumentTypeError("must be numbers with commas between them, such as 1,7,12")
    wanted = frozenset(map(int, text.split(",")))
    if unknown := wanted - {case.number for case in CASES}:
        raise argparse.ArgumentTypeError(f"there is no case {', '.join(map(str, sorted(unknown)))}")
    return wanted


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.eval", description="Simulated customers and their scenarios."
    )
    parser.add_argument("--runs", type=_count, metavar="K", help="of each case, for pass^k (3; with --quick 1)")
    parser.add_argument("--only", type=_numbers, metavar="1,7,12", help="these scenarios only")
    parser.add_argument("--quick", action="store_true", help="one run of one case of each kind")
    parser.add_argument("--seed", type=int, default=2026, help="of how the customers write")
    parser.add_argument("--model", help="at the desk, instead of CLAUDE_MODEL")
    parser.add_argument("--euros", type=float, default=5.0, help="no call to Claude once so much is spent (5)")
    parser.add_argument(
        "--messages", type=_count, default=12, metavar="N", help="of a customer in one talk, at most (12)"
    )
    parser.add_argument("--stand-in", action="store_true", help="against the stand-in, even where there is a key")
    parser.add_argument("--report", type=Path, default=ROOT / "var" / "eval", help="where the .md and .json go")
    return parser


if __name__ == "__main__":
    sys.exit(main())
