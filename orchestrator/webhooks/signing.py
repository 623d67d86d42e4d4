"""Secrets and signatures as the Standard Webhooks specification has them, so that its libraries check ours."""

import base64
import hashlib
import hmac

PREFIX = "whsec_"


def secret(farm_key: bytes, salt: str) -> str:
    """A webhook's secret, `whsec_` and base64. It is made anew each time it is needed and kept nowhere.

    Args:
        farm_key: the key of the farm, which is not in the database.
        salt: the webhook's own, random.
    """
    key = hmac.new(farm_key, f"webhook:{salt}".encode(), hashlib.sha256).digest()
    return PREFIX + base64.b64encode(key).decode()


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature of a message, `v1,` and base64.

    Args:
        timestamp: when it is sent, in seconds since 1970.
    """
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secret: str, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """What a message is sent with."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secret, message_id, timestamp, body),
        "content-type": "application/json; charset=utf-8",
        "user-agent": "botfarm-webhooks/1",
    }
