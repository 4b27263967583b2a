"""What a page's own content security policy says of its style and script."""

import base64
import hashlib


def policy_hash(text: str) -> str:
    """The source expression that lets this style or script, and no other, be used (CSP Level 2, 4.2)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
