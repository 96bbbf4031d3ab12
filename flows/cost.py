"""What a call to Claude has cost, and whether there is money left for another."""

from flows.ports import Answer
from models.business import Policy

READ_PERCENT, WRITE_PERCENT = 10, 200
"""Of the price of an input token: one read from the cache, and one written into it for an hour."""


def cost_micros(policy: Policy, answer: Answer) -> int:
    """In millionths of the business's currency, rounded up. A model without a price counts as the dearest."""
    prices = policy.claude_prices
    named = next((price for model, price in prices.items() if answer.model.startswith(model)), None)
    cents_in, cents_out = named or max(prices.values(), default=(0, 0))
    tokens = answer.input_tokens * 100
    tokens += answer.cache_read_tokens * READ_PERCENT + answer.cache_write_tokens * WRITE_PERCENT
    hundredths = tokens * cents_in // 100 + answer.output_tokens * cents_out
    return -(-hundredths // 100)


def spent_out(policy: Policy, here_micros: int, today_micros: int) -> bool:
    """Whether a person must answer: this conversation, or the whole house, has cost enough for today."""
    return (
        here_micros >= policy.budget_cents_per_conversation_day * 10_000
        or today_micros >= policy.budget_cents_per_day * 10_000
    )
