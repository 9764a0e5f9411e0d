"""A receiver's check of a message, by the text of Standard Webhooks 1.0 and Python's own library.

verify.py <whsec_ secret> <webhook-id> <webhook-timestamp> <webhook-signature> <file with the body>
"""
import base64
import hashlib
import hmac
import sys
import time

secret, message, timestamp, signatures, file = sys.argv[1:]
with open(file, "rb") as opened:
    body = opened.read()
if abs(time.time() - int(timestamp)) > 300:
    sys.exit("too old")
key = base64.b64decode(secret.removeprefix("whsec_"))
content = f"{message}.{timestamp}.".encode() + body
wanted = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
known = [given for given in signatures.split(" ") if given.startswith("v1,")]
print("v1" if any(hmac.compare_digest(given, "v1," + wanted) for given in known) else "refused")
