"""The evaluation judges rightly: what passes, what fails, and what doing nothing is worth."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.ports import Answer, Mind, Question
from gateways.claude import Claude
from gateways.embedded import EmbeddedServers
from models import Policy
from sandbox.server import Standins
from tests.databases import Databases
from tests.eval import facts
from tests.eval.__main__ import STAND_IN
from tests.eval.agents import nobody, stand_in
from tests.eval.bill import Bill, BudgetSpent, Metered
from tests.eval.case import By
from tests.eval.cases import CASES, QUICK
from tests.eval.customers import Played, Scripted
from tests.eval.evaluation import Evaluation
from tests.eval.live import ClaudeSettings, NoAnswer, knock
from tests.eval.persona import Act, Persona, Rule
from tests.eval.play import Salons
from tests.eval.report import Report
from tests.eval.score import pass_hat, quantile
from tests.house import House, house
from tests.minds import Scripted as Minds
from tests.minds import says

LAURA = next(case for case in CASES if case.number == 32)
AGAINST = STAND_IN.format(why="no ANTHROPIC_API_KEY")


@pytest.fixture
def salons(databases: Databases, servers: EmbeddedServers) -> Salons:
    @contextmanager
    def opened(mind: Mind) -> Iterator[House]:
        with databases.fresh(seeded=True) as url, house(url, servers.redis_url, mind) as home:
            yield home

    return opened


def report(runs: int = 1) -> Report:
    return Report(AGAINST, live=False, runs=runs, seed=1)


@pytest.mark.parametrize(
    ("runs", "passed", "k", "chance"),
    [(4, 4, 4, 1.0), (4, 3, 1, 0.75), (4, 3, 2, 0.5), (4, 3, 4, 0.0), (8, 6, 3, 20 / 56), (3, 0, 1, 0.0)],
)
def test_pass_hat_is_the_chance_that_k_drawn_runs_all_passed(runs: int, passed: int, k: int, chance: float) -> None:
    assert pass_hat(runs, passed, k) == pytest.approx(chance)


def test_pass_hat_of_more_runs_than_there_were_is_refused() -> None:
    with pytest.raises(ValueError, match="between 1 and"):
        pass_hat(3, 3, 4)


def test_quantiles_are_values_that_were_measured() -> None:
    seconds = [0.4, 0.1, 0.3, 0.2]
    assert (quantile(seconds, 0.5), quantile(seconds, 0.95), quantile([], 0.5)) == (0.2, 0.4, None)


@pytest.mark.parametrize(
    ("fact", "said", "unsaid"),
    [
        (
            facts.euros(1600),
            ("la señal de **16,00 €**", "16 €", "€16.00", "16 euros"),
            ("116,00 €", "16,50 €", "160 €"),
        ),
        (facts.euros(524), ("5,24 €", "€5.24"), ("15,24 €", "5,2 €")),
        (facts.minutes(95), ("95 min", "95 minutos", "1 h 35"), ("195 min", "9 min")),
        (facts.minutes(60), ("60 min", "1 hora"), ("1 hora 30", "160 min")),
        (facts.clock("17:00"), ("a las 17:00", "17.00", "5 de la tarde", "5:00 pm"), ("a las 7:00", "17:30")),
        (facts.never("free", "gratis"), ("5,24 €",), ("te sale gratis",)),
    ],
)
def test_facts_are_exact_and_wording_is_free(fact: facts.Fact, said: Sequence[str], unsaid: Sequence[str]) -> None:
    assert [text for text in said if not fact.holds([text])] == []
    assert [text for text in unsaid if fact.holds([text])] == []


def test_a_case_passes_and_doing_nothing_fails_it(salons: Salons) -> None:
    evaluation = Evaluation(report(2), [LAURA], salons, stand_in, say=lambda line: None)
    evaluation.run()
    found = evaluation.report
    assert [(run.differences, run.unsaid) for run in found.played] == [([], []), ([], [])]
    assert found.played[0].messages == 3 and len(found.played[0].turn_seconds) == 3
    (idle,) = found.nothing
    assert [one.what for one in idle.differences] == ["status", "times", "stylists", "services", "deposit"]
    assert found.vacuous() == (0, 1)
    assert [found.pass_hats("passed", k) for k in (1, 2)] == [1.0, 1.0]
    text = list(found.lines())
    assert text[0] == text[-1] == AGAINST and "STAND-IN" in text[0]
    assert "| k = 2 | 1.00 | 1.00 | 1.00 |" in text
    assert any("Doing nothing: passes the end state of 0 of the 1 cases" in line for line in text)


def test_a_case_that_fails_is_reported_as_failing(salons: Salons) -> None:
    evaluation = Evaluation(report(), [LAURA], salons, lambda home: nobody(), say=lambda line: None)
    evaluation.run()
    (run,) = evaluation.report.played
    assert not run.ended_well and not run.said_well
    text = "\n".join(evaluation.report.lines())
    assert "| 32 | Laura writes in English | 0/1 | 0/1 | 0/1 |" in text
    assert "- 32 Laura writes in English: status: [], not ['confirmed']" in text and "not said: 26,20 €" in text


def test_a_spent_budget_ends_it_and_what_there_is_is_reported(salons: Salons) -> None:
    class Dear:
        def ask(self, question: Question) -> Answer:
            return Answer([{"type": "text", "text": "Un momento."}], "end_turn", "claude-sonnet-5-5", 0, 10_000)

    desk = Metered(Dear(), Bill(0.1, Policy()))
    evaluation = Evaluation(report(), [LAURA], salons, lambda home: desk, say=lambda line: None)
    evaluation.run()
    assert desk.bill.euros == pytest.approx(0.14), "one call, and none after it"
    assert evaluation.report.ended == "the budget is spent."
    assert evaluation.report.played == [] and len(evaluation.report.nothing) == 1
    with pytest.raises(BudgetSpent):
        desk.ask(Question([], [], []))


def test_ctrl_c_leaves_the_report_so_far(salons: Salons) -> None:
    def stopped(line: str) -> None:
        raise KeyboardInterrupt

    evaluation = Evaluation(report(), [LAURA], salons, stand_in, say=stopped)
    evaluation.run()
    assert evaluation.report.ended == "stopped by hand."
    assert "Ended early: stopped by hand." in list(evaluation.report.lines())


def test_which_cases_there_are_and_what_they_need() -> None:
    numbers = [case.number for case in CASES]
    assert numbers == [1, 2, 3, 4, 5, 7, 8, 10, 12, 13, 14, 16, 18, 19, 26, 27, 28, 32]
    assert set(QUICK) <= set(numbers)
    assert [case.number for case in CASES if case.by is not By.AGENT] == [4, 26, 28]


ANA = Persona("+34600000001", "Ana", "un corte", "te llamas Ana", "Hola. Quería un corte", (Rule("apellido", "Muñoz"),))


def test_a_scripted_customer_answers_what_she_is_asked_and_leaves() -> None:
    ana = Scripted(ANA)
    talk = [("customer", "Hola"), ("salon", "¿Tu apellido?")]
    assert Scripted(ANA).next([]) == ["Hola. Quería un corte"]
    assert ana.next(talk) == ["Muñoz"]
    assert ana.next(talk) is Act.LEAVES
    assert Scripted(ANA).next([("customer", "Hola")]) is Act.LEAVES, "nobody answers"
    assert Scripted(ANA, badly=3).next(talk) == ["muñoz"]


def test_a_played_customer_knows_her_part_and_nothing_of_the_product() -> None:
    mind = Minds([says("hola, quería un corte"), says("#PAGO"), says("#fin")])
    ana = Played(ANA, mind, "Escribes correctamente.")
    assert ana.next([]) == ["hola, quería un corte"]
    talk = [("customer", "hola"), ("salon", "Paga aquí:"), ("salon", "/pay/1")]
    assert [ana.next(talk), ana.next(talk)] == [Act.PAYS, Act.LEAVES]
    asked = mind.asked[1]
    assert [one["role"] for one in asked.messages] == ["user", "assistant", "user"]
    assert asked.tools == [] and "un corte" in asked.system[0]["text"]
    assert not any(
        word in asked.system[0]["text"].lower() for word in ("tool", "hold", "booking", "appointment", "sql")
    )


@pytest.mark.parametrize(
    ("key", "address", "real"),
    [
        (None, None, False),
        ("change-me", None, False),
        ("k" * 20, None, True),
        ("k" * 20, "http://127.0.0.1:8100/claude", False),
        ("k" * 20, "https://claude.example", True),
    ],
)
def test_a_key_and_no_stand_ins_address_make_it_live(
    key: str | None, address: str | None, real: bool, tmp_path: Path
) -> None:
    given = {"anthropic_api_key": key, "anthropic_base_url": address or "https://api.anthropic.com"}
    assert ClaudeSettings(**given, _env_file=tmp_path / "none").real is real  # type: ignore[arg-type]


def test_a_key_that_is_not_accepted_is_told_in_one_sentence() -> None:
    with Standins(claude_key="the right one") as standins:
        claude = Claude("a wrong one", f"{standins.url}/claude", "claude-haiku-5-5", 10)
        with pytest.raises(NoAnswer) as told:
            knock(claude, "claude-haiku-5-5")
        claude.close()
    said = "Claude does not answer as claude-haiku-5-5: the key is not accepted. Nothing was run."
    assert str(told.value) == said
