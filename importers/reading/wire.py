"""The messages between the reading process and the one that started it.

A message is one letter, the length of the rest, the rest: J is JSON, A is a table's name and a
record batch as an Arrow stream.
"""

from __future__ import annotations

import json
import struct
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from importers.importer import ColumnMapping, ExportFile

_HEADER = struct.Struct(">cI")
_LONGEST = 1024 * 1024 * 1024


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Nothing; the message is on its way."""
    _send(stream, b"J", json.dumps(message).encode())


def send_batch(stream: IO[bytes], table: str, batch: pa.RecordBatch) -> None:
    """Nothing; the batch is on its way."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    name = table.encode()
    _send(stream, b"A", bytes([len(name)]) + name, memoryview(sink.getvalue()))


def receive(stream: IO[bytes]) -> dict[str, Any] | tuple[str, pa.RecordBatch] | None:
    """The next message, or table and batch; None when the other side is gone."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, length = _HEADER.unpack(header)
    if kind not in (b"J", b"A") or length > _LONGEST:
        return None
    payload = stream.read(length)
    if len(payload) < length:
        return None
    if kind == b"J":
        message: dict[str, Any] = json.loads(payload)
        return message
    name_length = payload[0]
    table = payload[1 : 1 + name_length].decode()
    with pa.ipc.open_stream(memoryview(payload)[1 + name_length :]) as reader:
        return table, reader.read_next_batch()


def _send(stream: IO[bytes], kind: bytes, *parts: bytes | memoryview) -> None:
    stream.write(_HEADER.pack(kind, sum(map(len, parts))))
    for part in parts:
        stream.write(part)
    stream.flush()


def file_to_message(file: ExportFile) -> dict[str, Any]:
    """The file as plain values."""
    return {
        "path": os_path(file.path),
        "name": file.name,
        "sha256": file.sha256,
        "folder": file.folder,
        "mappings": [
            {**vars(mapping), "columns": dict(mapping.columns)} for mapping in file.mappings
        ],
    }


def file_from_message(message: dict[str, Any]) -> ExportFile:
    """The file again."""
    return ExportFile(
        path=Path(message["path"]),
        name=message["name"],
        sha256=message["sha256"],
        folder=message["folder"],
        mappings=tuple(
            ColumnMapping(**{**mapping, "answers": tuple(mapping["answers"])})
            for mapping in message["mappings"]
        ),
    )


def os_path(path: Path) -> str:
    """The path as text that survives JSON, also when its bytes are no UTF-8."""
    return str(path.absolute())


def moment_from(text: str | None) -> datetime | None:
    """The moment of an ISO text that this module's other side wrote."""
    return datetime.fromisoformat(text) if text else None
