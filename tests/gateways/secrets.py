"""What must never be read in a log."""

NAME = "Laurísima"
PHONE = "+34 600 111 222"
TEXT = "quiero hacerme mechas"
DIGITS = ("600111222", "600 111 222", "600-111-222", "(600) 111222")

SECRETS = (
    "/pay/AbC123dEf456GhI789jKl0",
    "https://salon.example/pay/AbC123dEf456GhI789jKl0?x=1",
    "laura.torres+salon@correo.example",
    "34600111222@s.whatsapp.net",
    "+34600111222",
    "+34 600 111 222",
    "600-111-222",
    "(600) 111 222",
    "wa_34600111222",
    "tel34600111222",
    "Bearer eyJhbGciOi.abc-def_ghi",
    "sk_live_51HabcdefghijkLMNOP",
    "whsec_abcdefgh12345678",
    "sk-ant-api03-abcdefgh",
    "api_access_token=abcDEF123",
    '{"password": "correcta-caballo"}',
    "postgresql://turno:geheim@127.0.0.1/turno",
)

FRAGMENTS = (
    NAME,
    TEXT,
    *DIGITS,
    "AbC123dEf456",
    "laura.torres",
    "34600111222",
    "eyJhbGciOi",
    "51Habcdef",
    "whsec_abc",
    "api03",
    "abcDEF123",
    "correcta-caballo",
    "geheim",
)
"""Not one of these may be in any line."""
