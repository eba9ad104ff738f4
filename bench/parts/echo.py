"""A provider that takes every text at once and notes when: as little as HTTP can cost. A process of its own.

    python bench/parts/echo.py        # prints its port

POST takes a text, GET tells how many it took since it last forgot, GET /times when each, and DELETE forgets them.
"""

import asyncio
import json
import sys
import time

_ANSWER = b'{"sid": "SM%032x", "to": "", "from": "", "body": "", "status": "queued", "num_segments": "1"}'
_taken: list[float] = []


class Echo(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.heard = b""

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while (end := self.heard.find(b"\r\n\r\n")) >= 0:
            head = self.heard[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.heard) < end + 4 + length:
                return
            asked, self.heard = self.heard[:10], self.heard[end + 4 + length :]
            self.answer(asked[:4], every=asked.startswith(b"GET /times"))

    def answer(self, method: bytes, *, every: bool) -> None:
        body = b"[]"
        if method == b"POST":
            _taken.append(time.time())
            body = _ANSWER % len(_taken)
        elif method == b"DELE":
            _taken.clear()
        else:
            body = json.dumps(_taken if every else len(_taken)).encode()
        status = b"201 Created" if method == b"POST" else b"200 OK"
        self.transport.write(  # type: ignore[attr-defined]
            b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)
        )


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(Echo, "127.0.0.1", 0, backlog=200)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
