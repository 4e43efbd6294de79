"""A mail server that takes everything and keeps nothing but the count, in a process of its own."""

from __future__ import annotations

import asyncio
import sys


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    def say(line: bytes) -> None:
        writer.write(line + b"\r\n")

    say(b"220 sink ESMTP")
    while command := (await reader.readline()).strip():
        word = command[:4].upper()
        if word == b"EHLO":
            say(b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 1000000")
        elif word == b"DATA":
            say(b"354 go on")
            await writer.drain()
            await reader.readuntil(b"\r\n.\r\n")
            say(b"250 2.0.0 taken")
        elif word == b"QUIT":
            say(b"221 bye")
            break
        else:
            say(b"250 2.1.0 fine")
        await writer.drain()
    writer.close()


async def _main() -> None:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0, limit=1 << 20)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with whoever started it.
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_main())
