"""Chatwoot v4.15.1 as far as one WhatsApp inbox needs it: REST, webhooks, and WhatsApp itself
behind it."""
