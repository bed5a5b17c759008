"""Verifies requests of Frontdesk with the standard library alone: copy it beside your receiver."""
import base64
import hashlib
import hmac
import re
import time

TOLERANCE_S = 300


def verify(headers, body, secret, now=None):
    """None when the request is genuine, else the rule that failed.

    headers: a dict with lower-case names; body: the raw bytes as they arrived (never JSON that was
    parsed and written again); secret: "whsec_..." as it was shown.
    """
    now = time.time() if now is None else now
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not re.fullmatch(r"[0-9]{1,12}", timestamp):
        return "headers"
    if abs(now - int(timestamp)) > TOLERANCE_S:
        return "timestamp"
    # Standard Webhooks: the key is what the base64 holds; during a rotation there are several signatures.
    key = base64.b64decode(re.sub(r"^whsec_", "", secret))
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    standard = b"v1," + base64.b64encode(digest)
    given = headers.get("webhook-signature", "").split(" ")
    matches = [hmac.compare_digest(one.encode(), standard) for one in given]
    return None if any(matches) else "signature"


def verify_hex(headers, body, secret):
    """For receivers that know X-Webhook-Signature only: the body alone, by the newest secret alone."""
    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    given = headers.get("x-webhook-signature", "")
    return None if hmac.compare_digest(given.encode(), expected.encode()) else "signature"
