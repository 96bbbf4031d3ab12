"""Stripe (API 2026-10-28.endive) as far as Checkout in payment mode, refunds and their events go.
Stripe (API 2026-10-28.endive) as far as Checkout in payment mode, refunds and their events go."""
