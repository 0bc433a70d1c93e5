"""What HTTP itself says about a call: whether it has certainly not been carried out, or whether nobody knows."""

import httpx

# No connection, or none through the proxy: nothing has left.
NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

# Somebody in between gave up waiting for an answer: the call may have been carried out. In theory that holds for 500
# and 502 too; but those two are what a platform says of itself while it is down, and taking them as “perhaps sent”
# would let every reminder of such an hour go out as sent. 503, and 521 to 523 of a proxy, never reached anybody.
TIMED_OUT = frozenset({408, 504, 520, 524})
