"""Sending one message to a real server: signature, addresses, and everything that can go wrong with an answer."""

import asyncio
import ipaddress
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest

from orchestrator.errors import DecisionRefused
from orchestrator.webhooks import sending, signing
from orchestrator.webhooks.addresses import PUBLIC, Reach, permitted, reach
from orchestrator.webhooks.sending import Answer, send
from orchestrator.webhooks.terms import WebhookTerms
from tests.webhook_receiver import Handler, Received, Receiver, running_receiver

HERE = reach("127.0.0.0/8")
SECRET = signing.secret(b"the farm's key", "salt")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as made:
        yield made


def sent(url: str, where: Reach = HERE, seconds: float = 5, body: bytes = b'{"a":1}') -> Answer:
    return asyncio.run(send(url, SECRET, "msg_1", body, where, seconds))


def test_the_signature_is_the_specifications() -> None:
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    made = signing.sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_made_from_the_farms_key_and_the_salt() -> None:
    assert SECRET.startswith("whsec_") and len(SECRET) > 40
    assert signing.secret(b"the farm's key", "salt") == SECRET
    assert len({SECRET, signing.secret(b"another key", "salt"), signing.secret(b"the farm's key", "pepper")}) == 3


def test_a_message_arrives_signed(receiver: Receiver) -> None:
    body = '{"Grüße":"发票"}'.encode()
    answer = sent(receiver.url, body=body)
    assert (answer.delivered, answer.status, answer.outcome) == (True, 204, sending.TAKEN)
    (one,) = receiver.received
    assert (one.path, one.body, one.message_id) == ("/hook?of=farm", body, "msg_1")
    assert one.fits(SECRET) and not one.fits(signing.secret(b"", ""))
    assert one.headers["content-type"].startswith("application/json")
    assert one.headers["host"] == receiver.url.split("/")[2]


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
def test_a_refusal_is_an_answer(receiver: Receiver, status: int) -> None:
    receiver.answers(status, b"no,\n\x00\x1b[31m thanks")
    answer = sent(receiver.url)
    assert (answer.outcome, answer.status, answer.excerpt) == (sending.NOT_TAKEN, status, "no, [31m thanks")


def test_one_that_is_gone_says_so(receiver: Receiver) -> None:
    receiver.answers(410)
    assert sent(receiver.url).outcome == sending.GONE


def test_no_redirection_is_followed(receiver: Receiver) -> None:
    with running_receiver() as elsewhere:
        receiver.answers(307, location=elsewhere.url)
        assert sent(receiver.url).outcome == sending.LED_ELSEWHERE
        assert elsewhere.received == []


def test_of_a_long_answer_only_the_beginning_is_read(receiver: Receiver) -> None:
    written: list[int] = []

    def endless(_: Received, handler: Handler) -> None:
        handler.send_response(500)
        handler.send_header("content-length", str(10**9))
        handler.end_headers()
        for _ in range(10_000):
            written.append(handler.wfile.write(b"x" * 10_000))

    receiver.server.answer = endless
    answer = sent(receiver.url)
    assert answer.status == 500 and answer.excerpt == "x" * sending.SHOWN
    assert sum(written) < 50_000_000


def test_a_slow_answer_ends_in_time(receiver: Receiver) -> None:
    receiver.keeps_waiting()
    answer = sent(receiver.url, seconds=0.3)
    assert (answer.outcome, answer.status) == (sending.TOO_SLOW, None)
    assert 250 < answer.milliseconds < 5000


def test_an_answer_that_comes_drop_by_drop_ends_in_time(receiver: Receiver) -> None:
    def drip(_: Received, handler: Handler) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nx-one: 1\r\nx-two: 2\r\n":
            handler.wfile.write(bytes([letter]))
            handler.wfile.flush()
            if receiver.released.wait(0.1):
                return

    receiver.server.answer = drip
    assert sent(receiver.url, seconds=0.5).outcome == sending.TOO_SLOW


def test_what_is_no_http_breaks_off(receiver: Receiver) -> None:
    receiver.server.answer = lambda _, handler: handler.wfile.write(b"hello\r\n\r\n") and None
    assert sent(receiver.url).outcome == sending.BROKEN_OFF


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert sent(f"http://127.0.0.1:{port}/").outcome == sending.NOT_REACHED


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 64 + ".invalid"])
def test_a_name_that_is_not_known(host: str) -> None:
    assert sent(f"http://{host}/").outcome == sending.NO_HOST


def test_a_certificate_that_is_not_trusted(receiver: Receiver) -> None:
    assert sent(receiver.url.replace("http:", "https:")).outcome == sending.NOT_TRUSTED


def test_a_receiver_that_asks_for_peace_gets_it(receiver: Receiver) -> None:
    receiver.answers(429, retry_after="120")
    assert sent(receiver.url).asked == timedelta(seconds=120)
    receiver.answers(503, retry_after="Wed, 21 Oct 2026 07:28:00 GMT")
    assert sent(receiver.url).asked is None


@pytest.mark.parametrize("where", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f000001", "2130706433"])
def test_this_machine_is_out_of_reach_unless_allowed(receiver: Receiver, where: str) -> None:
    url = receiver.url.replace("127.0.0.1", where)
    assert sent(url, PUBLIC).outcome in (sending.PRIVATE, sending.NO_HOST)
    assert receiver.received == []


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True),
        ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("::", False), ("fe80::1", False), ("fd00::1", False), ("ff02::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False),
    ],
)  # fmt: skip
def test_only_the_internet_is_in_reach(address: str, allowed: bool) -> None:
    assert PUBLIC.allows(ipaddress.ip_address(address)) is allowed


def test_the_setting_names_networks_of_ones_own() -> None:
    own = reach("10.20.0.0/16, 127.0.0.0/8 fd00::/8")
    assert own.allows(ipaddress.ip_address("10.20.7.1")) and own.allows(ipaddress.ip_address("fd00::7"))
    assert own.allows(ipaddress.ip_address("::ffff:127.0.0.1"))
    assert not own.allows(ipaddress.ip_address("10.21.0.1"))


def test_of_a_hosts_addresses_only_a_permitted_one_is_taken() -> None:
    assert permitted(PUBLIC, ["10.0.0.1", "93.184.216.34"]) == "93.184.216.34"
    assert permitted(PUBLIC, ["10.0.0.1", "fe80::1%eth0"]) is None


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://example.com/", "file:///etc/passwd", "//example.com", "https://", "https://user:word@example.com/",
        "https://example.com/#part", "https://exa mple.com/", "https://example.com:99999/", "https://[::1", "gopher://x",
        "https://example.com/\r\nx: y", "https://例え.jp/", "https://example.com\\@10.0.0.1/", "http://127.0.0.1/",
        "http://[::1]/", "http://169.254.169.254/latest/meta-data", "https://example.com/" + "a" * 2000,
    ],
)  # fmt: skip
def test_addresses_that_are_never_registered(url: str) -> None:
    with pytest.raises(DecisionRefused):
        PUBLIC.insist_on(url)


def test_an_address_that_will_do() -> None:
    assert PUBLIC.insist_on(" https://example.com:8443/a?b=c ") == "https://example.com:8443/a?b=c"


def test_waits_grow_with_chance_and_end_somewhere() -> None:
    terms = WebhookTerms(first=timedelta(seconds=4), longest=timedelta(hours=1))
    for attempts, seconds in ((1, 4), (2, 16), (3, 64), (6, 3600), (10_000, 3600)):
        found = {terms.wait(attempts) for _ in range(50)}
        assert len(found) > 10
        assert min(found) >= timedelta(seconds=seconds * 0.75) and max(found) <= timedelta(seconds=seconds * 1.25)
    assert terms.wait(1, timedelta(minutes=2)) == timedelta(minutes=2)
    assert terms.wait(1, timedelta(days=400)) == timedelta(hours=1)
