"""What no schema can say: a key is new with each request, and requests come from many networks."""

import random
import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    headers = case.headers if case.headers is not None else {}
    # Two requests under one key are one request: only whoever means that sends it twice.
    if len(headers.get("Idempotency-Key", "")) >= 16 and headers["Idempotency-Key"].isascii():
        headers["Idempotency-Key"] = str(uuid.uuid4())
    # The node counts requests by the network that its proxy names.
    headers["X-Forwarded-For"] = ".".join(["10", *(str(random.randint(0, 255)) for _ in range(3))])
    case.headers = headers
