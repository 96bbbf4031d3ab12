"""Nobody but this machine's own pages and scripts uses the sandbox."""

from sandbox.server import Standins

LAURA = "/sandbox/customers/+34600111222/messages"


def test_commands(standins: Standins) -> None:
    cases: list[tuple[dict[str, str], int]] = [
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example"}, 421),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"origin": "https://evil.example", "content-type": "application/json"}, 403),
        ({"content-type": "application/json; charset=utf-8"}, 202),
        ({"host": "localhost", "content-type": "application/json"}, 202),
    ]
    for headers, status in cases:
        answer = standins.client.post(LAURA, content=b'{"text": "Hola"}', headers=headers)
        assert answer.status_code == status, headers
    assert len(standins.get(LAURA)) == 2


def test_commands_without_a_body(standins: Standins) -> None:
    standins.post(LAURA, {"text": "Hola"})
    hand_back = "/sandbox/staff/+34600111222/hand-back"
    assert standins.client.post(hand_back).status_code == 200
    assert standins.client.post(hand_back, headers={"origin": standins.url}).status_code == 200
    assert standins.client.post(hand_back, headers={"origin": "null"}).status_code == 403


def test_vendors_answer_to_no_other_name_either(standins: Standins) -> None:
    for path in ("/", "/sandbox/ledger", "/chatwoot/api/v1/accounts/1/conversations/1"):
        answer = standins.client.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 421
